import { createHash } from 'node:crypto';
import { WireMock } from 'wiremock-captain';
import { z } from 'zod';
import type { RunContext } from '#harness/environment/run-context.ts';
import { askAdmin, noMocks, type Ask } from './ask-admin.ts';
import type { MisbehavingMocks, MockedOperation } from './mocks.ts';
import { operationStubs, type OperationStub } from './operation-stubs.ts';
import { forScenario, requestsBeside, type RequestPattern } from './request-patterns.ts';

const faults = {
  reset: 'CONNECTION_RESET_BY_PEER',
  empty: 'EMPTY_RESPONSE',
  garbage: 'RANDOM_DATA_THEN_CLOSE',
} as const;

/** Before documented operations, after drift. */
const priority = 5;
const made = z.looseObject({ id: z.string() });
const counted = z.looseObject({ count: z.int() });

/**
 * Lends the helpers to one scenario of a test run, and takes back all that they did, whatever became of it.
 * Throws USAGE where nothing of ours runs.
 */
export async function withMocks(
  { wiremockAdminUrl, mode }: Pick<RunContext, 'wiremockAdminUrl' | 'mode'>,
  scenario: string,
  use: (mocks: MisbehavingMocks) => Promise<void>,
): Promise<void> {
  if (wiremockAdminUrl === null || mode === 'verify') throw noMocks();
  const { undo, ...mocks } = misbehavingMocks(wiremockAdminUrl, scenario);
  try {
    await use(mocks);
  } finally {
    await undo();
  }
}

function misbehavingMocks(adminUrl: string, scenario: string): MisbehavingMocks & Pick<Stubs, 'undo'> {
  const captain = new WireMock(adminUrl);
  const ask = askAdmin(adminUrl);
  const { put, patternsOf, undo } = stubsOf({ captain, ask, scenario });
  // A name of the scenario's own, in letters that need no escape.
  const courseName = (course: string): string =>
    createHash('sha256').update(`${scenario}\n${course}`).digest('hex');
  return {
    answer: (of, { status, headers, body, during }) =>
      put(
        of,
        () => ({
          status,
          ...(headers === undefined ? {} : { headers }),
          ...(body === undefined ? {} : typeof body === 'string' ? { body } : { jsonBody: body }),
        }),
        during === undefined
          ? {}
          : {
              scenarioName: courseName(during.course),
              requiredScenarioState: during.state,
              ...(during.next === undefined ? {} : { newScenarioState: during.next }),
            },
      ),
    delay: (of, delayMs) =>
      put(of, ({ response: { proxyBaseUrl } }) => ({ proxyBaseUrl, fixedDelayMilliseconds: delayMs })),
    breakConnection: (of, how = 'reset') => put(of, () => ({ fault: faults[how] })),
    setState: async (course, state) => {
      await ask('PUT', `scenarios/${courseName(course)}/state`, { state });
    },
    count: async (of) => {
      const counts = (await patternsOf(of)).map(([, request]) => ask('POST', 'requests/count', request));
      return (await Promise.all(counts)).reduce<number>((sum, one) => sum + counted.parse(one).count, 0);
    },
    nearMisses: async (of) => {
      const find = (request: RequestPattern) => ask('POST', 'requests/find', request);
      return requestsBeside(of, await operationStubs(captain, of), scenario, find);
    },
    undo,
  };
}

interface Stubs {
  /** Each stub of the operation with the pattern that is the scenario's. */
  readonly patternsOf: (of: MockedOperation) => Promise<[OperationStub, RequestPattern][]>;
  readonly put: (
    of: MockedOperation,
    response: (stub: OperationStub) => object,
    more?: object,
  ) => Promise<void>;
  readonly undo: () => Promise<void>;
}

function stubsOf({ captain, ask, scenario }: { captain: WireMock; ask: Ask; scenario: string }): Stubs {
  const ids: string[] = [];
  const patternsOf: Stubs['patternsOf'] = async (of) =>
    (await operationStubs(captain, of)).flatMap((stub) =>
      forScenario(stub.request, scenario, of.concerning).map((request): [OperationStub, RequestPattern] => [
        stub,
        request,
      ]),
    );
  return {
    patternsOf,
    put: async (of, response, more = {}) => {
      const metadata = { verdikjede: { participant: of.participant, operation: of.operation, scenario } };
      for (const [stub, request] of await patternsOf(of)) {
        const mapping = { priority, request, response: response(stub), metadata, ...more };
        ids.push(made.parse(await ask('POST', 'mappings', mapping)).id);
      }
    },
    undo: async () => {
      await Promise.all(ids.splice(0).map((id) => captain.deleteMapping(id)));
    },
  };
}
