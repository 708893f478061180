import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childEnvironment } from '#harness/environment/process-environment.ts';
import { inProject } from '#harness/environment/project-root.ts';
import { lookUpTools } from '../setup/tools.ts';
import { heading, say } from '../terminal.ts';
import { countResults, type Counts } from './count-results.ts';
import { runAttacks } from './run-attacks.ts';

export interface SelftestOptions {
  readonly playwrightArguments: readonly string[];
  /** In CI: what could not be run is a failure. */
  readonly strict: boolean;
}

interface Part {
  readonly title: string;
  readonly project: 'unit' | 'engine' | 'scenarios';
  /** Needs a container engine: told by name and number where there is none. */
  readonly backend?: 'process' | 'container';
}

/** Unit tests, then the scenarios on each backend, then the attacks on a verify run; ends with one line that counts. Returns the exit code. */
export async function runSelftest({ playwrightArguments, strict }: SelftestOptions): Promise<number> {
  const { engine } = await lookUpTools();
  const parts: Part[] = [
    { title: 'Unit tests, next to their source', project: 'unit' },
    { title: 'Unit tests with containers', project: 'engine' },
    { title: 'Scenarios, process backend', project: 'scenarios', backend: 'process' },
    { title: 'Scenarios, container backend', project: 'scenarios', backend: 'container' },
  ];
  const selected = playwrightArguments.length === 0 ? parts : parts.slice(0, 1);
  const total: Counts = { passed: 0, failed: 0, notRun: [] };
  for (const part of selected) {
    heading(part.title);
    const counts =
      part.backend === 'container' && engine.found === undefined
        ? { passed: 0, failed: 0, notRun: ['scenarios on the container backend: needs an engine'] }
        : runPart(part, playwrightArguments);
    add(total, counts);
  }
  if (selected === parts) {
    heading('Safety: attacks on a verify run');
    add(total, runAttacks());
  }
  return close(total, strict);
}

function add(total: Counts, { passed, failed, notRun }: Counts): void {
  total.passed += passed;
  total.failed += failed;
  total.notRun.push(...notRun);
}

function runPart(part: Part, playwrightArguments: readonly string[]): Counts {
  const folder = mkdtempSync(join(tmpdir(), 'verdikjede-selftest-'));
  const results = join(folder, 'results.json');
  const cli = inProject('node_modules', '@playwright', 'test', 'cli.js');
  const parameters = [
    cli,
    'test',
    `--project=${part.project}`,
    '--reporter=list,json',
    ...playwrightArguments,
  ];
  const { status } = spawnSync(process.execPath, parameters, {
    cwd: inProject(),
    stdio: 'inherit',
    env: childEnvironment({
      PLAYWRIGHT_JSON_OUTPUT_NAME: results,
      ...(part.backend === undefined ? {} : { VERDIKJEDE_BACKEND: part.backend }),
    }),
  });
  try {
    const counts = countResults(readFileSync(results, 'utf8'));
    // Playwright can fail outside every test: in set-up, in take-down, by finding none.
    return status === 0 || counts.failed > 0 ? counts : { ...counts, failed: 1 };
  } catch {
    return { passed: 0, failed: 1, notRun: [] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function close({ passed, failed, notRun }: Counts, strict: boolean): number {
  heading('All together');
  for (const [i, title] of notRun.entries()) say(`    not run ${i + 1}: ${title}`);
  const failures = failed + (strict ? notRun.length : 0);
  const skipped = strict || notRun.length === 0 ? '' : `, ${notRun.length} skipped`;
  process.stdout.write(`${passed} passed, ${failures} failed${skipped}\n`);
  return failures === 0 && passed > 0 ? 0 : 1;
}
