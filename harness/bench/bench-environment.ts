import { loadEnvironment } from '#harness/environment/load-environment.ts';
import type { Environment } from '#harness/environment/environment.ts';
import { planAddresses } from '#harness/participants/address-plan.ts';
import { checkPorts } from '#harness/participants/check-ports.ts';
import { HarnessError } from '../errors.ts';

/** Below those that systems hand out by themselves: no connection that comes in between can take one. */
const lowestBase = 12_000;
const bases = 2_000;
const portsOfOne = 8;

/** The `local` environment on ports of its own, so that one that runs already is not in the way. */
export async function benchEnvironment(): Promise<Environment> {
  const local = loadEnvironment('local');
  for (let tries = 0; tries < 20; tries += 1) {
    const environment = { ...local, port: lowestBase + Math.floor(Math.random() * bases) * portsOfOne };
    const isFree = await checkPorts(environment, planAddresses(environment)).then(
      () => true,
      () => false,
    );
    if (isFree) return environment;
  }
  throw new HarnessError('No block of free ports was found for the bench.', {
    code: 'PORT_IN_USE',
    stage: 'participants',
    hint: 'End programs that listen on many ports of 127.0.0.1.',
  });
}
