import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { childEnvironment } from '#harness/environment/process-environment.ts';
import { inProject } from '#harness/environment/project-root.ts';
import type { Counts } from './count-results.ts';

const countsSchema = z.strictObject({ passed: z.int(), failed: z.int() });
/** It said why itself. */
const cannotBeRun = 2;

/** `npm run safety` as a part of all tests: each attack counts as one. */
export function runAttacks(): Counts {
  const folder = mkdtempSync(join(tmpdir(), 'verdikjede-selftest-'));
  const file = join(folder, 'counts.json');
  try {
    const { status } = spawnSync(
      process.execPath,
      [inProject('harness', 'safety', 'main.ts'), '--counts', file],
      { cwd: inProject(), stdio: 'inherit', env: childEnvironment() },
    );
    if (status === cannotBeRun)
      return { passed: 0, failed: 0, notRun: ['attacks on a verify run: the machine lacks what they need'] };
    const counts = countsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    return { ...counts, notRun: [] };
  } catch {
    return { passed: 0, failed: 1, notRun: [] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
