import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import type { Change } from '#environments/change.schema.ts';
import { canonicalJson } from '#harness/common/canonical-json.ts';
import type { Environment } from '#harness/environment/environment.ts';
import { sha256 } from '#harness/common/sha256.ts';

export type Subject = Change['subject'][number];

/**
 * What a change record approves, by digest: the environment file and every file of the scenarios by their bytes
 * (`sha256sum` gives the same); policy, roster, standing records and trust in the form in which they are used.
 */
export function subjectsOf(environment: Environment, scenariosDir: string): Subject[] {
  const { file, mode, operations, roster, standing, trust } = environment;
  const ofBytes = (name: string, path: string): Subject => subject(name, readFileSync(path));
  const ofValue = (name: string, value: unknown): Subject => subject(name, canonicalJson(value));
  return [
    ofBytes(`environment ${basename(file)}`, file),
    ofValue('policy', { mode, operations }),
    ofValue('roster', roster),
    ofValue('standing records', standing),
    ...(trust === undefined ? [] : [subject('trust', trust)]),
    ...scenarioFiles(scenariosDir).map((path) =>
      ofBytes(`scenarios/${relative(scenariosDir, path).split(sep).join('/')}`, path),
    ),
  ];
}

const subject = (name: string, bytes: string | Uint8Array): Subject => ({
  name,
  digest: { sha256: sha256(bytes) },
});

/** Everything but tests: chains, payloads and scenarios alike decide what a run does. */
function scenarioFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
