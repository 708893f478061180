import type { FastifyInstance } from 'fastify';
import { callerOf } from './access/caller.ts';
import { mustRepresent } from './access/may.ts';
import { check } from './check.ts';
import type { Configurations } from './configurations.ts';
import { created } from './created.ts';
import { readDocument, type SentDocument } from './read-document.ts';
import { invalid } from './refusal.ts';
import { sendRequestSchema } from './send-request.ts';
import type { Submission } from './submit.ts';

/** `POST /Messages`: sender and receivers are read out of the document; an AppRec answers its original. */
export function sendRoute(
  scope: FastifyInstance,
  { submit, configurations }: { submit: (submission: Submission) => string; configurations: Configurations },
  origin: string,
): void {
  scope.post('/Messages', (request, reply) => {
    const { businessDocument, receiverHerIdsSubset, ebXmlOverrides } = check(sendRequestSchema, request.body);
    const sent = readDocument(businessDocument);
    const receiverHerIds = receiversOf(sent, receiverHerIdsSubset ?? undefined);
    const caller = callerOf(request);
    mustRepresent(caller, [sent.senderHerId]);
    configurations.mustBeFree(caller, [sent.senderHerId]);
    return created(reply, origin, submit({ sent, receiverHerIds, overrides: ebXmlOverrides }));
  });
}

function receiversOf(sent: SentDocument, subset: readonly number[] | undefined): readonly number[] {
  if (subset === undefined || subset.length === 0) return sent.receiverHerIds;
  if (!subset.every((herId) => sent.receiverHerIds.includes(herId))) {
    throw invalid('receiverHerIdsSubset: must be receivers of the business document.');
  }
  return sent.receiverHerIds.filter((herId) => subset.includes(herId));
}
