import { test as base, type APIRequestContext, type TestType } from '@playwright/test';
import { systemClock } from '#harness/common/clock.ts';
import type { CitizenPortalDriver, HospitalRecordsDriver, IdGatewayDriver } from '#harness/common/drivers.ts';
import { participantOf } from '#harness/common/participants.ts';
import type { Person } from '#harness/common/roster.ts';
import type { Environment } from '#harness/environment/environment.ts';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import type { RunContext } from '#harness/environment/run-context.ts';
import { aboutOf, scenarioHeader } from '#harness/observation/scenario-evidence.schema.ts';
import { createAct, type Act } from './act.ts';
import { createAddressRegisterClient, type AddressRegisterClient } from './clients/address-register.ts';
import { createCallEndpoint, type CallEndpoint } from './clients/api.ts';
import { createCitizenPortalClient, type CitizenPortalClient } from './clients/citizen-portal.ts';
import { createHospitalRecordsClient, type HospitalRecordsClient } from './clients/hospital-records.ts';
import { createIdGatewayClient, type IdGatewayClient } from './clients/id-gateway.ts';
import { createMessageExchangeClient, type MessageExchangeClient } from './clients/message-exchange.ts';
import { EvidenceCollector } from './evidence.ts';
import { createGiven, type Given } from './given.ts';
import { withMocks } from './mocks/misbehaving-mocks.ts';
import type { MisbehavingMocks } from './mocks/mocks.ts';
import { noting } from './noting.ts';
import { loadDriver } from './load-driver.ts';
import { createObserve, type Observe } from './observe.ts';
import { partOfRun } from './part-of-run.ts';
import { RequestList } from './request-list.ts';
import { finishEvidence, scenarioIdOf } from './finish-evidence.ts';
import { standingSubjects } from './subjects.ts';

interface RunFixtures {
  /** The run that this worker is part of. */
  readonly run: RunContext;
  readonly environment: Environment;
}

interface ScenarioFixtures {
  /** Gets the subject: made in test, found in verify. */
  readonly given: Given;
  /** Reads, checks and records what a participant shows. */
  readonly observe: Observe;
  /** The roster's person with a role. */
  readonly person: (role: string) => Person;
  readonly call: CallEndpoint;
  readonly register: AddressRegisterClient;
  readonly exchange: MessageExchangeClient;
  readonly idGateway: IdGatewayClient;
  readonly portal: CitizenPortalClient;
  readonly sender: HospitalRecordsClient;
}

/** What fixtures need of each other; a scenario is not offered them. */
interface HiddenFixtures {
  readonly evidence: EvidenceCollector;
  /** For given() alone: a scenario that acts in the middle is a testOnly. */
  readonly writing: Act;
}

interface HiddenRunFixtures {
  /** Of the scenario that is being run: a worker runs one at a time. */
  readonly requestList: RequestList;
}

const inner = base.extend<ScenarioFixtures & HiddenFixtures, RunFixtures & HiddenRunFixtures>({
  run: [({}, use) => use(partOfRun()), { scope: 'worker' }],
  environment: [({ run }, use) => use(loadEnvironment(run.environmentFile)), { scope: 'worker' }],
  requestList: [({}, use) => use(new RequestList()), { scope: 'worker' }],
  browser: [
    ({ browser, requestList }, use) => {
      requestList.watchBrowser(browser);
      return use(browser);
    },
    { scope: 'worker' },
  ],
  extraHTTPHeaders: async ({}, use, testInfo) => {
    await use({ [scenarioHeader]: scenarioIdOf(testInfo) });
  },
  request: async ({ playwright, run, extraHTTPHeaders, requestList }, use) => {
    const request = await playwright.request.newContext({
      proxy: { server: run.proxyUrl },
      ...(extraHTTPHeaders === undefined ? {} : { extraHTTPHeaders }),
    });
    requestList.watchApi(request);
    await use(request);
    await request.dispose();
  },
  evidence: [
    async ({ run, requestList: requests }, use, testInfo) => {
      const evidence = new EvidenceCollector();
      const since = systemClock.now();
      await use(evidence);
      await finishEvidence({ evidence, requests, run, testInfo, since });
    },
    { auto: true },
  ],
  person: ({ environment }, use) =>
    use((role) => {
      const found = environment.roster.people.find((person) => person.role === role);
      if (found === undefined)
        throw new Error(`No person of the roster of ${environment.name} has the role "${role}".`);
      return found;
    }),
  call: ({ request, run }, use) => use(createCallEndpoint(request, run.origins)),
  register: ({ call, environment, run: { origins }, evidence }, use) =>
    use(noting(evidence, createAddressRegisterClient({ call, environment, origins }))),
  exchange: ({ call, environment, run: { origins }, evidence }, use) =>
    use(noting(evidence, createMessageExchangeClient({ call, environment, origins }, systemClock))),
  idGateway: ({ call, environment, evidence }, use) =>
    use(
      noting(
        evidence,
        createIdGatewayClient(call, () => idGatewayDriver(environment)),
      ),
    ),
  portal: async ({ browser, environment, run, person, evidence }, use) => {
    const client = createCitizenPortalClient({
      browser,
      person,
      portal: () =>
        loadDriver<CitizenPortalDriver>(environment, 'citizen-portal', {
          origin: run.origins['citizen-portal'],
        }),
      idGateway: () => idGatewayDriver(environment),
      participantAt: (host) => participantAt(run, host),
      watch: (session) => noting(evidence, session),
    });
    await use(noting(evidence, client));
    await client.close();
  },
  sender: ({ environment, run, request, evidence }, use) =>
    use(
      noting(
        evidence,
        createHospitalRecordsClient(() => hospitalDriver(environment, run, request)),
      ),
    ),
  writing: ({ environment, run, request, person, evidence }, use) =>
    use(
      createAct({
        driver: () => hospitalDriver(environment, run, request),
        person,
        receiverHerId: environment.roster.parties.find(({ role }) => role === 'receiver')?.herId ?? '',
        evidence,
        clock: systemClock,
      }),
    ),
  given: ({ run, environment, writing, evidence }, use, testInfo) =>
    use(
      createGiven({
        mode: run.mode,
        act: writing,
        standing: standingSubjects(environment),
        evidence,
        testInfo,
      }),
    ),
  observe: ({ evidence }, use, testInfo) =>
    use(
      createObserve({
        chain: aboutOf(testInfo.annotations)?.chain.name ?? 'without a chain',
        evidence,
        testInfo,
        clock: systemClock,
      }),
    ),
});

type Inner = typeof inner extends TestType<infer Test, infer Worker> ? [Test, Worker] : never;

/** A scenario that runs in both modes: it reads. The same text in test and in production (P4). It has no `act`. */
export const scenario = inner as unknown as TestType<
  Omit<Inner[0], keyof HiddenFixtures>,
  Omit<Inner[1], keyof HiddenRunFixtures>
>;

/** A scenario that writes in the middle. In verify it is not run, and says so. */
export const testOnly = inner.extend<{
  readonly act: Act;
  /** Makes mocks misbehave, for this scenario alone. */
  readonly mocks: MisbehavingMocks;
  readonly neverInVerify: boolean;
}>({
  neverInVerify: [
    async ({ run, evidence }, use, testInfo) => {
      if (run.mode === 'verify') evidence.notRun = 'writes';
      testInfo.skip(run.mode === 'verify', 'writes');
      await use(true);
    },
    { auto: true },
  ],
  act: ({ writing, evidence }, use) => use(noting(evidence, writing)),
  mocks: ({ run }, use, testInfo) => withMocks(run, scenarioIdOf(testInfo), use),
});

const idGatewayDriver = (environment: Environment): Promise<IdGatewayDriver> =>
  loadDriver(environment, 'id-gateway', { method: environment.login.method });

const hospitalDriver = (
  environment: Environment,
  run: RunContext,
  request: APIRequestContext,
): Promise<HospitalRecordsDriver> =>
  loadDriver(environment, 'hospital-records', { request, origin: run.origins['hospital-records'] });

function participantAt(run: RunContext, host: string): string {
  const [ref] = Object.entries(run.origins).find(([, origin]) => new URL(origin).host === host) ?? [];
  return (ref === undefined ? undefined : participantOf(ref)) ?? host;
}

export { expect } from '@playwright/test';
export { about } from './about.ts';
export type { Chain } from './chain.ts';
export { none } from './given.ts';
export { senderViewSchema } from './clients/hospital-records.ts';
export { seenClaims } from './clients/id-gateway.ts';
export { messageState } from './clients/message-exchange.ts';
export { registeredParty } from './clients/address-register.ts';
