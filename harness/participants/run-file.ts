import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { processIdentitySchema } from './leftovers/process-identity.ts';

const runFileSchema = z.strictObject({
  runId: z.string(),
  supervisor: processIdentitySchema,
  parts: z.array(processIdentitySchema.extend({ title: z.string() })),
  /** Whether containers may exist: a sweep asks the engine only then. */
  usesEngine: z.boolean(),
});
/** What `run.json` in a run directory says: enough to take the run down from outside. */
export type RunFile = z.infer<typeof runFileSchema>;

/** Where the run directories of this user lie: `<tmp>/verdikjede-<uid>/`. */
export const runsHome = (): string => join(tmpdir(), `verdikjede-${userInfo().uid}`);

/** Whose containers are ours: another machine or user may share the engine. Value of the label `verdikjede.owner`. */
export const runsOwner = (): string => `${hostname()}:${runsHome()}`;

/** Variable that every process of a run carries, so that one that died unregistered is found as well. */
export const runMarkerVariable = 'VERDIKJEDE_RUN_ID';

/** The run file of a directory; undefined when there is none that can be read. */
export function readRunFile(runDir: string): RunFile | undefined {
  try {
    return runFileSchema.parse(JSON.parse(readFileSync(join(runDir, 'run.json'), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Replaces the run file in one step, so that a reader never sees half of it. */
export function writeRunFile(runDir: string, file: RunFile): void {
  const path = join(runDir, 'run.json');
  writeFileSync(`${path}.new`, JSON.stringify(file), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
