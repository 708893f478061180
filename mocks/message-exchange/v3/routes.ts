import type { FastifyInstance } from 'fastify';
import { ignoreBodies } from '../accept-json.ts';
import { deleteConfigurationsRoute, setConfigurationsRoute } from './configuration-routes.ts';
import { readRoutes } from './message-routes.ts';
import { notificationRoutes } from './notification-routes.ts';
import type { V3 } from './v3.ts';
import { writeRoutes } from './write-routes.ts';

/** All of API v3. The content types of `scope` must be those of JSON. */
export function v3Routes(scope: FastifyInstance, v3: V3): void {
  void scope.register((bodyless, _options, done) => {
    ignoreBodies(bodyless);
    readRoutes(bodyless, v3);
    notificationRoutes(bodyless, v3);
    deleteConfigurationsRoute(bodyless, v3.configurations);
    done();
  });
  setConfigurationsRoute(scope, v3.configurations);
  writeRoutes(scope, v3);
}
