import type { FastifyInstance, FastifyRequest } from 'fastify';

/** The contracts that the header `api-version` chooses between. */
export type ApiVersion = '2' | '3';

/** The contract that a request is held to: what names no version, or one that we lack, is refused by API v2. */
export const apiVersionOf = ({ headers }: Pick<FastifyRequest, 'headers'>): ApiVersion =>
  headers['api-version'] === '3' || headers['api-version'] === '3.0' ? '3' : '2';

const constraint = 'apiVersion';

/** Makes routes by version possible; to be called before `forVersion`. */
export function routeByVersion(app: FastifyInstance): void {
  app.addConstraintStrategy({
    name: constraint,
    storage: () => {
      const routes = new Map<unknown, never>();
      return {
        get: (version: unknown) => routes.get(version) ?? null,
        set: (version: unknown, route) => void routes.set(version, route as never),
      };
    },
    validate: () => undefined,
    deriveConstraint: (request) => apiVersionOf(request),
  });
}

/** The routes added to `scope` from now on are those of one version. */
export function forVersion(scope: FastifyInstance, version: ApiVersion): void {
  scope.addHook('onRoute', (route) => {
    route.constraints = { [constraint]: version };
  });
}
