import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ParticipantName } from '#harness/common/participants.ts';
import type { Environment } from '#harness/environment/environment.ts';
import { inProject } from '#harness/environment/project-root.ts';
import { HarnessError } from '../errors.ts';
import { absent } from './clients/api.ts';

/**
 * The module that knows how to act on a participant: the mock's or stand-in's own, or the one that the environment
 * names for a real system. It exports `createDriver(context)`.
 */
export async function loadDriver<D>(
  environment: Environment,
  participant: ParticipantName,
  context: unknown,
): Promise<D> {
  const entry = environment.participants[participant];
  if (entry.as === 'absent') throw absent(participant);
  const own = inProject('mocks', participant, 'driver.ts');
  const path = entry.as === 'url' ? entry.driver && resolve(dirname(environment.file), entry.driver) : own;
  if (path === undefined) {
    throw new HarnessError(
      `${participant} is real in ${environment.name}, and no driver says how to act on it.`,
      {
        code: 'PARTICIPANT_ABSENT',
        stage: 'run',
        participant,
        hint: `Name one in the environment file (participants.${participant}.driver); mocks/${participant}/driver.ts is the example to copy.`,
      },
    );
  }
  const module = (await import(pathToFileURL(path).href)) as { createDriver?: (context: unknown) => D };
  if (module.createDriver === undefined) {
    throw new HarnessError(`The driver ${path} does not export createDriver(context).`, {
      code: 'ENVIRONMENT_INVALID',
      stage: 'run',
      participant,
      hint: `mocks/${participant}/driver.ts is the example to copy.`,
    });
  }
  return module.createDriver(context);
}
