import { z } from 'zod';

/** What the trial's program is to look for in there. */
export const trialSchema = z.strictObject({
  socketPath: z.string(),
  /** A socket beside it that is not handed in. */
  hiddenSocketPath: z.string(),
  /** A port of this machine's loopback that somebody listens on. */
  port: z.int(),
});

/** What it found. Only the guard's socket may be reached. */
export const trialResultSchema = z.strictObject({
  reachesTheGuardsSocket: z.boolean(),
  reachesAnotherSocket: z.boolean(),
  reachesThisMachinesPorts: z.boolean(),
  seesOtherProcesses: z.boolean(),
});
export type TrialResult = z.infer<typeof trialResultSchema>;
