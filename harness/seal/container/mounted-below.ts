import { readFileSync } from 'node:fs';

/** Paths below these folders at which another file system is mounted (Linux). */
export function mountedBelow(
  folders: readonly string[],
  mountInfo: string = readFileSync('/proc/self/mountinfo', 'utf8'),
): string[] {
  const mounted = mountInfo.split('\n').flatMap((line) => line.split(' ')[4] ?? []);
  const paths = mounted.map((path) =>
    path.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8))),
  );
  return [...new Set(paths)].filter((path) => folders.some((folder) => path.startsWith(`${folder}/`)));
}
