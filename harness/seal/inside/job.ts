import { z } from 'zod';

/** What the first program of a verify run does, inside the seal where there is one. Handed over as JSON. */
export const jobSchema = z.strictObject({
  /** The guard's socket, and the port of the inner loopback that leads to it; null when not sealed. */
  relay: z.strictObject({ socketPath: z.string(), port: z.int() }).nullable(),
  canary: z.strictObject({ origin: z.string(), proxyUrl: z.string(), caPath: z.string() }),
  /** The run itself: program and parameters. */
  command: z.array(z.string()).min(1),
});
export type Job = z.infer<typeof jobSchema>;

/** Exit code of a run that was not begun, since its canary was not refused. */
export const canaryLivedExitCode = 94;
