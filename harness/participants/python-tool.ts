import { execFile } from 'node:child_process';
import { access, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { childEnvironment } from '#harness/environment/process-environment.ts';
import { HarnessError } from '../errors.ts';
import { cacheDirectory } from './cache-directory.ts';

const run = promisify(execFile);

export interface PythonTool {
  /** What it is called, and its folder in the cache. */
  readonly name: 'mitmproxy' | 'schemathesis' | 'python-clients';
  /** The exact version of each package, by its name on PyPI. */
  readonly packages: Readonly<Record<string, string>>;
  /** The program that is wanted: one that a package brings, or `python3` itself. */
  readonly program: string;
  /** What it is needed for, as the end of a sentence: "which the guard is measured against". */
  readonly purpose: string;
}

/**
 * Path of the program, with its packages from PyPI, in a virtual environment that stays in the cache folder. Throws
 * SETUP_MISSING when Python or a package can't be had.
 */
export async function installPythonTool(tool: PythonTool): Promise<string> {
  const cache = cacheDirectory(tool.name);
  if (cache === undefined) throw missing(tool, 'no cache folder can be made');
  const venv = join(cache, Object.values(tool.packages).join('-'));
  const program = join(venv, 'bin', tool.program);
  // Written last: an installation that was interrupted has none, and is done again.
  const mark = join(venv, 'installed');
  const isThere = await access(mark).then(
    () => true,
    () => false,
  );
  if (isThere) return program;
  const env = childEnvironment();
  const wanted = Object.entries(tool.packages).map(([name, version]) => `${name}==${version}`);
  try {
    await run('python3', ['-m', 'venv', venv], { env });
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...wanted];
    await run(join(venv, 'bin', 'python3'), pip, { env });
    await writeFile(mark, '');
    return program;
  } catch (cause) {
    await rm(venv, { recursive: true, force: true });
    throw missing(tool, 'python3 with venv and the package index are needed once', cause);
  }
}

const missing = ({ packages, purpose }: PythonTool, why: string, cause?: unknown): HarnessError => {
  const names = Object.entries(packages).map((of) => of.join(' '));
  return new HarnessError(`${names.join(', ')}, ${purpose}, could not be installed: ${why}.`, {
    code: 'SETUP_MISSING',
    stage: 'setup',
    hint: 'On Debian: apt-get install python3-venv. The index is PyPI, or the one that pip is set to.',
    cause,
  });
};
