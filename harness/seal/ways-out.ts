import { lstatSync, readdirSync, readFileSync, type Dirent, type Stats } from 'node:fs';
import { join } from 'node:path';

const isWayOut = (entry: Pick<Dirent, 'isSocket' | 'isFIFO'>): boolean => entry.isSocket() || entry.isFIFO();

/**
 * Sockets and named pipes in these files and folders: whoever sees one can talk through it, although nothing there can
 * be written. One that is made later is not found; nor is a pipe in node_modules or in the system's folders.
 */
export function waysOutIn(shown: readonly string[], systemFolders: readonly string[]): string[] {
  const walked = shown.flatMap((path) => (look(path)?.isDirectory() === true ? inFolder(path) : []));
  const folders = [...shown, ...systemFolders].map((path) => `${path}/`);
  const bound = boundSockets().filter((path) => folders.some((folder) => path.startsWith(folder)));
  return [...new Set([...walked, ...bound])];
}

function inFolder(folder: string): string[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : inFolder(path);
    return isWayOut(entry) ? [path] : [];
  });
}

/** Absolute paths of the sockets that somebody has bound, and that are there still (Linux). */
function boundSockets(): string[] {
  const paths = readFileSync('/proc/net/unix', 'utf8')
    .split('\n')
    .flatMap((line) => /(?<= )\/.*$/.exec(line) ?? []);
  return paths.filter((path) => look(path)?.isSocket() === true);
}

// What we may not look into, nobody in the seal may either: it has our rights at the most.
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function look(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
}
