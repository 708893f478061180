import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { callerOf } from '../access/caller.ts';
import { mustRepresent } from '../access/may.ts';
import { check } from '../check.ts';
import type { Configurations } from '../configurations.ts';
import { herIdNumber } from '../her-id.ts';
import { readHerIds } from './notification-query.ts';

const configurationSchema = z.object({
  herId: herIdNumber,
  receiveNotificationChannel: z.literal('Api'),
  /** Reserves the HER-id for the client that says so. */
  clientLocked: z.boolean().nullish(),
  rejectMessageFilters: z.object({ MessageFunction: z.array(z.string()).nullish() }).nullish(),
});
const requestSchema = z.object({
  configurations: z
    .array(configurationSchema)
    .min(1)
    .refine(
      (all) => new Set(all.map(({ herId }) => herId)).size === all.length,
      'must not have the same HER-id twice',
    ),
});

/** `PUT /mshconfigurations`: all of them or none. Every HER-id that is used by API v3 must have one. */
export function setConfigurationsRoute(scope: FastifyInstance, configurations: Configurations): void {
  scope.put('/mshconfigurations', (request, reply) => {
    const wanted = check(requestSchema, request.body).configurations;
    const caller = callerOf(request);
    const herIds = wanted.map(({ herId }) => herId);
    mustRepresent(caller, herIds);
    configurations.mustBeFree(caller, herIds);
    for (const { herId, clientLocked, rejectMessageFilters } of wanted) {
      configurations.set({
        herId,
        lockedTo: clientLocked === true ? caller.clientId : undefined,
        rejectedTypes: new Set(rejectMessageFilters?.MessageFunction ?? []),
      });
    }
    return reply.code(204).send();
  });
}

/** `DELETE /mshconfigurations?HerIds=…` takes no body; a HER-id without a configuration is no error. */
export function deleteConfigurationsRoute(scope: FastifyInstance, configurations: Configurations): void {
  scope.delete<{ Querystring: Record<string, unknown> }>('/mshconfigurations', (request, reply) => {
    const herIds = readHerIds(request.query);
    const caller = callerOf(request);
    mustRepresent(caller, herIds);
    configurations.mustBeFree(caller, herIds);
    for (const herId of herIds) configurations.delete(herId);
    return reply.code(204).send();
  });
}
