import { readFileSync, realpathSync, statfsSync, statSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { secretReference } from '#environments/credentials.schema.ts';
import { variableNamed } from '../process-environment.ts';
import { projectRoot } from '../project-root.ts';
import { decryptAge } from './decrypt-age.ts';
import { decryptSops } from './decrypt-sops.ts';
import type { Secret } from './secret.ts';

/** Kinds of file systems that keep nothing on a disk (statfs(2)): tmpfs and ramfs. */
const inMemory = [0x01021994, 0x858458f6];

/** The secret that a reference leads to; paths are from the environment file. A newline at its end is not of it. */
export function readSecret(reference: string, environmentFile: string): Secret {
  const { variable, stored, path, document, key } = secretReference.exec(reference)?.groups ?? {};
  if (variable !== undefined) {
    const text = variableNamed(variable);
    return text === undefined ? { rule: 'is not set' } : { text };
  }
  const folder = dirname(environmentFile);
  const file = resolve(folder, path ?? document ?? '');
  if (key !== undefined) return trimmed(decryptSops(file, key));
  return trimmed(stored === 'age' ? decryptAge(file) : readFromMemory(file, folder));
}

function trimmed(secret: Secret): Secret {
  if (!('text' in secret)) return secret;
  const text = secret.text.replace(/\r?\n$/, '');
  return text === '' ? { rule: 'is empty' } : { text };
}

/** A file that lies in memory alone, and that nobody else may read. */
function readFromMemory(file: string, environmentFolder: string): Secret {
  if (process.platform !== 'linux') {
    return { rule: 'cannot be told to lie in memory on this system: use a variable' };
  }
  try {
    if (!inMemory.includes(statfsSync(file).type >>> 0)) {
      return { rule: 'lies on a disk: put it on a memory file system, such as /run/user/<uid> or /dev/shm' };
    }
    if ([environmentFolder, projectRoot].some((folder) => isIn(realpathSync(file), realpathSync(folder)))) {
      return { rule: 'lies where scenarios can read it: put it outside the folder of the environment' };
    }
    if ((statSync(file).mode & 0o077) !== 0) return { rule: 'may be read by others: chmod 600' };
    return { text: readFileSync(file, 'utf8') };
  } catch {
    return { rule: 'cannot be read' };
  }
}

const isIn = (file: string, folder: string): boolean => file.startsWith(folder + sep);
