import { execFile } from 'node:child_process';
import { access, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { childEnvironment } from '#harness/environment/process-environment.ts';
import { HarnessError } from '../errors.ts';
import { cacheDirectory } from './cache-directory.ts';

const run = promisify(execFile);

export interface PythonTool {
  /** Name on PyPI, and of its folder in the cache. */
  readonly name: 'mitmproxy' | 'schemathesis';
  readonly version: string;
  /** The program that the package brings. */
  readonly program: string;
  /** What it is needed for, as the end of a sentence: "which the guard is measured against". */
  readonly purpose: string;
}

/**
 * Path of the program, from PyPI, in a virtual environment that stays in the cache folder. Throws SETUP_MISSING when
 * Python or the package can't be had.
 */
export async function installPythonTool(tool: PythonTool): Promise<string> {
  const cache = cacheDirectory(tool.name);
  if (cache === undefined) throw missing(tool, 'no cache folder can be made');
  const venv = join(cache, tool.version);
  const program = join(venv, 'bin', tool.program);
  const isThere = await access(program).then(
    () => true,
    () => false,
  );
  if (isThere) return program;
  const env = childEnvironment();
  const wanted = `${tool.name}==${tool.version}`;
  try {
    await run('python3', ['-m', 'venv', venv], { env });
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', wanted];
    await run(join(venv, 'bin', 'python3'), pip, { env });
    return program;
  } catch (cause) {
    await rm(venv, { recursive: true, force: true });
    throw missing(tool, 'python3 with venv and the package index are needed once', cause);
  }
}

const missing = ({ name, version, purpose }: PythonTool, why: string, cause?: unknown): HarnessError =>
  new HarnessError(`${name} ${version}, ${purpose}, could not be installed: ${why}.`, {
    code: 'SETUP_MISSING',
    stage: 'setup',
    hint: 'On Debian: apt-get install python3-venv. The index is PyPI, or the one that pip is set to.',
    cause,
  });
