import type { Environment } from '#harness/environment/environment.ts';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import { HarnessError } from '../errors.ts';
import { planAddresses } from './address-plan.ts';
import { checkPorts } from './check-ports.ts';

/** Below those that systems hand out by themselves: no connection that comes in between can take one. */
const lowestBase = 12_000;
const bases = 2_000;
const portsOfOne = 8;

/** The `local` environment on ports of its own, so that one that runs already is not in the way. Throws PORT_IN_USE. */
export async function localOnFreePorts(): Promise<Environment> {
  const local = loadEnvironment('local');
  for (let tries = 0; tries < 20; tries += 1) {
    const environment = { ...local, port: lowestBase + Math.floor(Math.random() * bases) * portsOfOne };
    const isFree = await checkPorts(environment, planAddresses(environment)).then(
      () => true,
      () => false,
    );
    if (isFree) return environment;
  }
  throw new HarnessError('No block of free ports was found on this machine.', {
    code: 'PORT_IN_USE',
    stage: 'participants',
    hint: 'End programs that listen on many ports of 127.0.0.1.',
  });
}
