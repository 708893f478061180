import { WireMock } from 'wiremock-captain';
import { z } from 'zod';
import { operationPattern, type Operation } from '#harness/common/operations.ts';
import { declarations } from '#harness/participants/declarations.ts';

const serveEvent = z.looseObject({
  id: z.string(),
  request: z.looseObject({
    url: z.string(),
    absoluteUrl: z.string(),
    method: z.string(),
    headers: z.record(z.string(), z.unknown()),
    body: z.string().default(''),
    loggedDate: z.number(),
  }),
  response: z.looseObject({ status: z.int(), body: z.string().optional() }),
});
const serveEvents = z.looseObject({ requests: z.array(serveEvent) });
const stub = z.looseObject({
  id: z.string(),
  metadata: z
    .looseObject({
      verdikjede: z.looseObject({
        participant: z.string(),
        operation: z.string().optional(),
        unexpected: z.boolean().optional(),
        drift: z.boolean().optional(),
      }),
    })
    .optional(),
});

type StubFacts = NonNullable<z.infer<typeof stub>['metadata']>['verdikjede'];

/** One request that WireMock passed on, with its answer. */
export type JournalEntry = z.infer<typeof serveEvent>;

/** WireMock's journal, read by what was asked, never reset. */
export interface Journal {
  /** Requests of one operation of a participant, newest first, since an instant. */
  ofOperation(participant: string, operation: string, since: Date): Promise<JournalEntry[]>;
  /** Requests that no documented operation covers. */
  unexpected(since: Date): Promise<JournalEntry[]>;
}

export function openJournal(adminUrl: string): Journal {
  const captain = new WireMock(adminUrl);
  let stubs: Promise<z.infer<typeof stub>[]> | undefined;
  const known = () => (stubs ??= captain.getAllMappings().then((mappings) => z.array(stub).parse(mappings)));
  const served = async (stubId: string, since: Date): Promise<JournalEntry[]> => {
    const query = new URLSearchParams({ matchingStub: stubId, since: since.toISOString() });
    const response = await fetch(`${adminUrl}/__admin/requests?${query.toString()}`);
    return serveEvents.parse(await response.json()).requests;
  };
  const matching = async (since: Date, wanted: (facts: StubFacts) => boolean) => {
    const ids = (await known()).filter(
      ({ metadata }) => metadata !== undefined && wanted(metadata.verdikjede),
    );
    return (await Promise.all(ids.map(({ id }) => served(id, since)))).flat();
  };
  return {
    ofOperation: async (participant, operation, since) => {
      const ofParticipant = (facts: StubFacts) => facts.participant === participant;
      const documented = await matching(since, (of) => ofParticipant(of) && of.operation === operation);
      // A stub of a drift file may answer any operation: what was asked of it is told by the request.
      const drifted = await matching(since, (of) => ofParticipant(of) && of.drift === true);
      const declared = declarations
        .find(({ name }) => name === participant)
        ?.operations.find(({ id }) => id === operation);
      return [...documented, ...drifted.filter((entry) => declared !== undefined && asks(entry, declared))];
    },
    unexpected: (since) => matching(since, (facts) => facts.unexpected === true),
  };
}

/** Whether a request is one of this documented operation. */
function asks({ request }: JournalEntry, operation: Operation): boolean {
  const { method, soapAction } = operation;
  if (request.method !== method) return false;
  if (!operationPattern(operation).test(new URL(request.absoluteUrl).pathname)) return false;
  return soapAction === undefined || JSON.stringify(request.headers).includes(soapAction);
}
