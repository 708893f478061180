import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '#harness/environment/environment.ts';
import { HarnessError } from '#harness/errors.ts';
import { planAddresses, type AddressPlan } from './address-plan.ts';
import type { PartRunner, PartPlan, StartedPart } from './backend.ts';
import { checkDrift } from './plan/check-drift.ts';
import { checkPorts } from './check-ports.ts';
import { chooseBackend } from './choose-backend.ts';
import { makeCertificates } from './endpoint-certificates.ts';
import { planParts } from './part-plans.ts';
import { probeEndpoints } from './probe-endpoints.ts';
import type { RunningParticipants, StartOptions } from './running-participants.ts';

export type { Backend, PartEvent, RunningParticipants, StartOptions } from './running-participants.ts';

const loopback = '127.0.0.1';

/**
 * Starts every mock and stand-in of an environment, all at once, and waits until each answers through the front.
 * Throws DRIFT_INVALID, PORT_IN_USE, ENGINE_MISSING, IMAGE_MISSING, SETUP_MISSING (no Java) before anything was
 * started, PARTICIPANT_NOT_READY after all was taken down again.
 */
export async function startParticipants(
  environment: Environment,
  options: StartOptions,
): Promise<RunningParticipants> {
  const { drift } = options;
  const started = Date.now();
  const plan = planAddresses(environment);
  if (drift !== undefined) checkDrift(drift, plan);
  if (plan.started.length === 0) return nothingStarted(plan);
  const folder = join(options.runDir, environment.name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await checkPorts(environment, plan);
  const making = makeCertificates(environment.name, plan.endpoints, drift, new Date(started));
  making.catch(() => undefined);
  const backend = await chooseBackend(options, { folder });
  const stopping = { asked: false };
  try {
    const certificates = await making;
    const parts = planParts({ environment, plan, drift, layout: backend.layout, certificates });
    const running = await startAll(backend, { parts, ca: certificates.ca }, options, started);
    await probeEndpoints({ plan, drift, ca: certificates.ca });
    return {
      backend: backend.name,
      ...reach(plan),
      ca: certificates.ca,
      businessCa: `${certificates.business.certificate}\n${certificates.ca}`,
      died: firstDeath(running),
      [Symbol.asyncDispose]: async () => {
        if (stopping.asked) return;
        stopping.asked = true;
        await stopAll(backend, running, options);
      },
    };
  } catch (error) {
    await backend[Symbol.asyncDispose]();
    throw error;
  }
}

async function startAll(
  backend: PartRunner,
  { parts, ca }: { readonly parts: readonly PartPlan[]; readonly ca: string },
  { progress }: StartOptions,
  started: number,
): Promise<StartedPart[]> {
  const tell = (part: string, state: 'starting' | 'ready'): void =>
    progress({ part, state, ms: Date.now() - started });
  for (const { title } of parts) tell(title, 'starting');
  return Promise.all(
    backend.start(parts, ca).map(async (starting) => {
      const running = await starting;
      tell(running.title, 'ready');
      return running;
    }),
  );
}

async function stopAll(
  backend: PartRunner,
  running: readonly StartedPart[],
  { progress }: StartOptions,
): Promise<void> {
  const from = Date.now();
  await Promise.all(
    running.map(async (part) => {
      await part.stop();
      progress({ part: part.title, state: 'stopped', ms: Date.now() - from });
    }),
  );
  await backend[Symbol.asyncDispose]();
}

function reach(
  plan: AddressPlan,
): Pick<RunningParticipants, 'origins' | 'resolve' | 'wiremockAdminUrl' | 'serviceUrls'> {
  const services = Object.entries(plan.ports.services);
  return {
    origins: plan.origins,
    resolve: Object.fromEntries(plan.endpoints.map(({ host }) => [host, loopback])),
    wiremockAdminUrl: `http://${loopback}:${plan.ports.wiremock}`,
    serviceUrls: Object.fromEntries(services.map(([name, port]) => [name, `http://${loopback}:${port}`])),
  };
}

/** An environment of real participants alone. */
const nothingStarted = (plan: AddressPlan): RunningParticipants => ({
  backend: 'process',
  origins: plan.origins,
  resolve: {},
  ca: '',
  businessCa: '',
  wiremockAdminUrl: undefined,
  serviceUrls: {},
  died: new Promise(() => undefined),
  [Symbol.asyncDispose]: () => Promise.resolve(),
});

const firstDeath = (parts: readonly StartedPart[]): Promise<HarnessError> =>
  Promise.race(
    parts.map(async (part) => {
      const how = await part.ended;
      return new HarnessError(`${part.title} stopped during the run: ${how}`, {
        code: 'PARTICIPANT_DOWN',
        stage: 'participants',
        hint: 'Start the run again; if it stops again, its last lines above say why.',
        participant: part.title,
      });
    }),
  );
