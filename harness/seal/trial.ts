import { z } from 'zod';

/** What the trial's program is to look for in there. */
export const trialSchema = z.strictObject({
  socketPath: z.string(),
  /** Sockets that are not handed in: one beside it, and those of container engines. */
  hiddenSocketPaths: z.array(z.string()),
  /** A port of this machine's loopback that somebody listens on. */
  port: z.int(),
  /** Folders that are empty at first, and may be written. */
  emptyFolders: z.array(z.string()),
});
export type Trial = z.infer<typeof trialSchema>;

/** What it found. Only the guard's socket may be reached. */
export const trialResultSchema = z.strictObject({
  reachesTheGuardsSocket: z.boolean(),
  reachesAnotherSocket: z.boolean(),
  reachesThisMachinesPorts: z.boolean(),
  seesOtherProcesses: z.boolean(),
  /** Some file system in there is mounted for writing, besides the empty folders and the kernel's own. */
  writesElsewhere: z.boolean(),
  /** In each of the empty folders; not much runs otherwise. */
  writesTemporaryFiles: z.boolean(),
  /** It is root, or has a capability. */
  hasPower: z.boolean(),
  /** Not a hole: whether a browser can make the namespaces of its own sandbox. */
  sandboxesBrowsers: z.boolean(),
});
export type TrialResult = z.infer<typeof trialResultSchema>;
