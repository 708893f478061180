import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { processEnvironment } from '../process-environment.ts';

/** Absolute path of a program on PATH; undefined when it is not there. */
export function findProgram(name: string, path = processEnvironment().PATH ?? ''): string | undefined {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  return path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => endings.map((ending) => join(folder, name + ending)))
    .find(isExecutable);
}

/** Whether there is a file that this user may run. */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
