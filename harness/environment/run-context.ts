import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { participantNames } from '#harness/common/participants.ts';
import { processEnvironment } from './process-environment.ts';

/**
 * What a Playwright process must know of the run that it is part of. The supervisor writes it to a file and
 * hands over its path, so that nothing else need stand in environment variables.
 */
export const runContextSchema = z.strictObject({
  runId: z.string(),
  environmentFile: z.string(),
  environmentName: z.string(),
  mode: z.enum(['test', 'verify']),
  /** Whether Playwright's whole process tree is enclosed by the seal. */
  sealed: z.boolean(),
  /** In the seal: whether the browser has a sandbox of its own there. Outside it is Playwright's to decide. */
  browserSandbox: z.boolean(),
  /** Folder of the scenarios: `scenarios/` of the project, or a site's own. */
  scenariosDir: z.string(),
  /** Where the reporter appends one JSON line per scenario. */
  scenariosPath: z.string(),
  allureResultsDir: z.string(),
  /** Of the guard: its proxy, and the hash of its CA's key that the browser may trust. */
  proxyUrl: z.string(),
  caSpki: z.string(),
  origins: z.record(z.string(), z.string()),
  /** Of the environment that we started; null where participants are real. */
  wiremockAdminUrl: z.string().nullable(),
  serviceUrls: z.partialRecord(z.enum(participantNames), z.string()),
  browser: z.string().nullable(),
});
export type RunContext = z.infer<typeof runContextSchema>;

let known: RunContext | undefined;

/** The run that this process is part of; undefined outside one. */
export function currentRun(): RunContext | undefined {
  const path = processEnvironment().VERDIKJEDE_RUN;
  if (path === undefined) return undefined;
  known ??= runContextSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  return known;
}

export function writeRunContext(path: string, context: RunContext): void {
  writeFileSync(path, JSON.stringify(context, undefined, 2), { mode: 0o600 });
}
