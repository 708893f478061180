import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '#harness/environment/environment.ts';
import { planAddresses } from '#harness/participants/address-plan.ts';
import type { BackendName } from '#harness/participants/backend.ts';
import { chooseBackend } from '#harness/participants/choose-backend.ts';
import { makeCertificates } from '#harness/participants/endpoint-certificates.ts';
import { planParts } from '#harness/participants/part-plans.ts';
import { openRunDirectory } from '#harness/participants/run-directory.ts';
import { startParticipants, type StartOptions } from '#harness/participants/start-participants.ts';
import { benchEnvironment } from './bench-environment.ts';
import type { Figure } from './bench-line.ts';
import { describeRounds, median } from './statistics.ts';

const rounds = 3;

/** All participants of `local` ready, against the slowest single part started alone. */
const startTime = (backend: BackendName): Figure => ({
  name: `start.${backend}`,
  unit: 'ms',
  goal: 2.5,
  better: 'lower',
  measure: async (tell) => {
    const environment = await benchEnvironment();
    await using run = await openRunDirectory(`bench-start-${backend}-${process.pid}`);
    const options: StartOptions = {
      ...{ runId: run.runId, runDir: run.path, backend },
      progress: () => undefined,
    };
    // The first start ever makes what later ones only read: archives, images, a compile cache.
    await timeAll(environment, options);
    const all: number[] = [];
    const alone = new Map<string, number[]>();
    for (let round = 0; round < rounds; round += 1) {
      all.push(await timeAll(environment, options));
      for (const [title, ms] of await timeEachAlone(environment, options)) {
        alone.set(title, [...(alone.get(title) ?? []), ms]);
      }
    }
    const [slowest, times] = [...alone].reduce((a, b) => (median(b[1]) > median(a[1]) ? b : a));
    tell(`all: ${describeRounds(all, 'ms')}; slowest alone is ${slowest}: ${describeRounds(times, 'ms')}`);
    return { ours: median(all), reference: median(times) };
  },
});

export const startContainer = startTime('container');
export const startProcess = startTime('process');

async function timeAll(environment: Environment, options: StartOptions): Promise<number> {
  const from = performance.now();
  await using participants = await startParticipants(environment, options);
  void participants;
  return performance.now() - from;
}

/** The time until each part announces itself, its backend set up for it alone. */
async function timeEachAlone(
  environment: Environment,
  options: StartOptions,
): Promise<readonly (readonly [string, number])[]> {
  const plan = planAddresses(environment);
  const certificates = await makeCertificates(environment.name, plan.endpoints, undefined, new Date());
  const folder = join(options.runDir, `${environment.name}-alone`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const facts = { folder, ca: certificates.ca, plan };
  const times: (readonly [string, number])[] = [];
  for (let i = 0; ; i += 1) {
    const from = performance.now();
    await using backend = await chooseBackend(options, facts);
    const { layout } = backend;
    const part = planParts({ environment, plan, drift: undefined, layout, certificates })[i];
    if (part === undefined) return times;
    await Promise.all(backend.start([part]));
    times.push([part.title, performance.now() - from]);
  }
}
