import { runsOwner } from '../run-file.ts';

const mark = 'verdikjede';
const owner = 'verdikjede.owner';
const run = 'verdikjede.run';

/** The labels on everything that we make in an engine; by these, and only these, it is found and removed. */
export const labels = {
  run,
  /** For one run. */
  of: (runId: string): Record<string, string> => ({ [mark]: '1', [owner]: runsOwner(), [run]: runId }),
  /** As the engine's filter takes them: all of this user on this machine. */
  ours: (): string[] => [`${mark}=1`, `${owner}=${runsOwner()}`],
};
