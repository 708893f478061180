import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { processEnvironment } from '#harness/environment/process-environment.ts';
import { inProject } from '#harness/environment/project-root.ts';
import type { RunRecord } from '#harness/observation/run-record.schema.ts';
import { readRunRecord } from '#reports/read-run-record.ts';

/** All that we write: run records, the newest report, Allure results. Ignored by git. */
export const outputDir = resolve(processEnvironment().VERDIKJEDE_OUTPUT ?? inProject('reports', 'output'));
export const latestDir = join(outputDir, 'latest');
/** The evidence of verify runs: a folder for each, and the checkpoints of all, which a site can keep elsewhere. */
export const evidencePlace = {
  folder: join(outputDir, 'evidence'),
  checkpoints: resolve(processEnvironment().VERDIKJEDE_CHECKPOINTS ?? join(outputDir, 'checkpoints')),
  keyFile: processEnvironment().VERDIKJEDE_AUDIT_KEY,
  tester: processEnvironment().VERDIKJEDE_TESTER,
};
const runsDir = join(outputDir, 'runs');

/** Keeps a run record; returns its path. */
export function saveRecord(record: RunRecord): string {
  mkdirSync(runsDir, { recursive: true });
  const path = join(runsDir, `${record.id}.json`);
  writeFileSync(path, `${JSON.stringify(record, undefined, 2)}\n`);
  return path;
}

/** Records of one kind, newest first; `environment` narrows it. */
export function storedRecords(
  kind: RunRecord['kind'],
  { limit, environment }: { limit: number; environment?: string },
): RunRecord[] {
  if (!existsSync(runsDir)) return [];
  const found: RunRecord[] = [];
  const files = readdirSync(runsDir).filter((name) => name.endsWith('.json'));
  for (const name of files.sort().reverse()) {
    if (found.length === limit) break;
    const record = readRunRecord(join(runsDir, name));
    const wanted = record.kind === kind && !record.interrupted;
    if (wanted && (environment === undefined || record.environment.name === environment)) found.push(record);
  }
  return found;
}

/** The record of one run, by its id. */
export function storedRecord(id: string): RunRecord {
  return readRunRecord(join(runsDir, `${id}.json`));
}
