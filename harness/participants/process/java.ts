import { execFile } from 'node:child_process';
import { accessSync, constants, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { processEnvironment } from '#harness/environment/process-environment.ts';
import { HarnessError } from '#harness/errors.ts';

/** A Java runtime that works. */
export interface Java {
  /** Absolute path of the program. */
  readonly program: string;
  /** All that `java -version` says: what a class archive is bound to. */
  readonly build: string;
}

/** WireMock 3 needs this one at least. */
const oldestMajor = 11;

/** The Java that WireMock runs on: the one given, else JAVA_HOME's, else PATH's. Throws SETUP_MISSING. */
export async function findJava(given?: string): Promise<Java> {
  const program = given ?? candidates().find(canRun);
  if (program === undefined) throw missing('no `java` in JAVA_HOME or on PATH');
  const build = await promisify(execFile)(program, ['-version'], { env: {} })
    .then(({ stderr }) => stderr)
    .catch(() => undefined);
  const major = Number(/version "(?:1\.)?(\d+)/.exec(build ?? '')?.[1]);
  if (build === undefined || Number.isNaN(major)) throw missing(`${program} does not tell its version`);
  if (major < oldestMajor) throw missing(`${program} is Java ${major}`);
  return { program: realpathSync(program), build };
}

function candidates(): string[] {
  const name = process.platform === 'win32' ? 'java.exe' : 'java';
  const { JAVA_HOME, PATH } = processEnvironment();
  const homes = JAVA_HOME === undefined ? [] : [join(JAVA_HOME, 'bin')];
  return [...homes, ...(PATH ?? '').split(delimiter)]
    .filter((dir) => dir !== '')
    .map((dir) => join(dir, name));
}

function canRun(program: string): boolean {
  try {
    accessSync(program, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const missing = (seen: string): HarnessError =>
  new HarnessError(`WireMock needs Java ${oldestMajor} or newer: ${seen}.`, {
    code: 'SETUP_MISSING',
    stage: 'setup',
    hint: 'Run `verdikjede doctor`: it names the command that installs Java. With a container engine none is needed.',
  });
