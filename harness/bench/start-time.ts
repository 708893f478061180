import { mkdirSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { request } from 'undici';
import type { Environment } from '#harness/environment/environment.ts';
import { planAddresses } from '#harness/participants/address-plan.ts';
import type { BackendName, PartPlan } from '#harness/participants/backend.ts';
import { checkPorts } from '#harness/participants/check-ports.ts';
import { chooseBackend } from '#harness/participants/choose-backend.ts';
import { makeCertificates } from '#harness/participants/endpoint-certificates.ts';
import { planParts } from '#harness/participants/part-plans.ts';
import { openRunDirectory } from '#harness/participants/run-directory.ts';
import { startParticipants, type StartOptions } from '#harness/participants/start-participants.ts';
import { localOnFreePorts } from '#harness/participants/local-on-free-ports.ts';
import type { Figure } from './bench-line.ts';
import { describeRounds, median } from './statistics.ts';

const rounds = 3;
const loopback = '127.0.0.1';

/** All participants of `local` ready, against the slowest single part started alone. */
const startTime = (backend: BackendName): Figure => ({
  name: `start.${backend}`,
  unit: 'ms',
  goal: 2.5,
  better: 'lower',
  measure: async (tell) => {
    const environment = await localOnFreePorts();
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

/** The time until each part, started alone by the same steps as all of them, answers. */
async function timeEachAlone(
  environment: Environment,
  options: StartOptions,
): Promise<readonly (readonly [string, number])[]> {
  const plan = planAddresses(environment);
  const folder = join(options.runDir, `${environment.name}-alone`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const times: (readonly [string, number])[] = [];
  for (let i = 0; ; i += 1) {
    const from = performance.now();
    await checkPorts(environment, plan);
    const making = makeCertificates(environment.name, plan.endpoints, undefined, new Date());
    await using backend = await chooseBackend(options, { folder });
    const certificates = await making;
    const { layout } = backend;
    const part = planParts({ environment, plan, drift: undefined, layout, certificates })[i];
    if (part === undefined) return times;
    await Promise.all(backend.start([part], certificates.ca));
    await answer(part);
    times.push([part.title, performance.now() - from]);
  }
}

/** As soon as it answers a caller of its own port: being there is also what all are asked for before they are ready. */
async function answer(part: PartPlan): Promise<void> {
  if (part.kind === 'front') {
    const { listen, names } = part.config;
    const socket = connect({
      ...listen,
      host: loopback,
      servername: names[0]?.host,
      rejectUnauthorized: false,
    });
    await once(socket, 'secureConnect');
    socket.destroy();
    return;
  }
  const path = part.kind === 'wiremock' ? '/__admin/health' : '/';
  const port = part.kind === 'wiremock' ? part.port : part.config.listen.port;
  const { body } = await request(`http://${loopback}:${port}${path}`);
  await body.dump();
}
