import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { HarnessError } from '#harness/errors.ts';

/** An environment as Allure's page shows it. Its results carry the label `env` with the name. */
export interface AllureEnvironment {
  readonly name: string;
  readonly title: string;
}

export interface AllureInput {
  /** Folder of allure-playwright's results, or one that has such folders in it. */
  readonly resultsDir: string;
  readonly outDir: string;
  readonly environments: readonly AllureEnvironment[];
}

/** Allure tells results apart by a function, so its settings have to be a module. */
function configFor({ outDir, environments }: AllureInput): string {
  const matchers = environments.map(({ name, title }) => {
    const label = JSON.stringify(name);
    const matcher = `({ labels }) => labels.some((label) => label.name === 'env' && label.value === ${label})`;
    return `${label}: { name: ${JSON.stringify(title)}, matcher: ${matcher} }`;
  });
  return `export default {
  name: 'verdikjede',
  output: ${JSON.stringify(outDir)},
  environments: { ${matchers.join(', ')} },
  plugins: { awesome: { options: { reportLanguage: 'en', singleFile: true } } },
};
`;
}

function runAllure(folder: string, resultsDir: string): Promise<void> {
  const cli = join(dirname(createRequire(import.meta.url).resolve('allure')), '..', 'cli.js');
  const args = [
    cli,
    'generate',
    '--config',
    join(folder, 'allurerc.mjs'),
    '--cwd',
    folder,
    join(resultsDir, '**'),
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: folder });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`allure ended ${String(code)}: ${errors.slice(0, 500)}`));
    });
  });
}

const outsideScript =
  /<script[^>]+src="https?:[^>]*>\s*<\/script>\s*(<script>[^<]*\bgtag\([^<]*<\/script>)?/g;

/** Allure's page counts its readers at Google, which has no setting: a report tells nobody that it is read. */
async function withoutCounting(outDir: string): Promise<void> {
  const names = await readdir(outDir, { recursive: true });
  for (const name of names.filter((one) => one.endsWith('.html'))) {
    const path = join(outDir, name);
    const page = await readFile(path, 'utf8');
    await writeFile(path, page.replace(outsideScript, ''));
  }
}

/**
 * Writes Allure's report, with the results of each environment side by side. Results are told apart by the
 * label `env`. Throws REPORT_FAILED when Allure cannot.
 */
export async function buildAllureReport(input: AllureInput): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'verdikjede-allure-'));
  try {
    await writeFile(join(folder, 'allurerc.mjs'), configFor(input));
    await rm(input.outDir, { recursive: true, force: true });
    await runAllure(folder, input.resultsDir);
    await withoutCounting(input.outDir);
  } catch (error) {
    throw new HarnessError(`Allure could not write its report to ${input.outDir}.`, {
      code: 'REPORT_FAILED',
      stage: 'report',
      hint: 'The other pages of the report do not need it. See that npm ci has been run.',
      cause: error,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
