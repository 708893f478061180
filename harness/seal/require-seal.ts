import type { Environment } from '#harness/environment/environment.ts';
import { HarnessError } from '../errors.ts';
import type { Sealer } from './sealed-command.ts';
import { trySeal, type SealChoice } from './try-seal.ts';

/** How a verify run is enclosed: by this sealer, or not at all, for this reason. */
export type Seal =
  | { readonly sealer: Sealer }
  | { readonly sealer: undefined; readonly because: string; readonly hint: string };

/**
 * The seal for a verify run. An environment that is wholly on this machine runs without one too, and its verdict says
 * so; any other throws ENVIRONMENT_REFUSED where the seal does not work.
 */
export async function requireSeal(
  environment: Pick<Environment, 'name' | 'participants'>,
  choice: SealChoice = 'auto',
): Promise<Seal> {
  const trial = await trySeal(choice);
  if (trial.works) return { sealer: trial.sealer };
  const { because, hint } = trial;
  const elsewhere = participantsElsewhere(environment);
  if (elsewhere.length === 0) return { sealer: undefined, because, hint };
  throw new HarnessError(
    `${environment.name} has participants that are not on this machine (${elsewhere.join(', ')}), and a run against them needs the seal: ${because}.`,
    { code: 'ENVIRONMENT_REFUSED', stage: 'gate', hint },
  );
}

/** Names of the participants that are reached at addresses other than this machine's own loopback. */
export function participantsElsewhere({ participants }: Pick<Environment, 'participants'>): string[] {
  return Object.entries(participants).flatMap(([name, participant]) =>
    participant.as === 'url' && !Object.values(participant.urls).every(isLoopback) ? [name] : [],
  );
}

const isLoopback = (url: string | undefined): boolean =>
  url === undefined || /^(localhost|127(\.\d{1,3}){3})$/.test(new URL(url).hostname);
