import { chmodSync, chownSync, statSync } from 'node:fs';
import { HarnessError } from '../../errors.ts';
import { nobody, type Enclosure } from '../enclosure.ts';

const allMayRead = 0o444;
const allMayEnter = 0o555;
const allMayTalk = 0o666;

/**
 * Lets nobody, who root is in a container, at what is handed in: files of the run are made readable and the guard's
 * socket writable for all (outside, the run's folder keeps others out), and the output becomes nobody's. Folders of
 * people are left as they are: throws ENVIRONMENT_REFUSED where one is closed. Anyone but root is who they are.
 */
export function openForNobody({ readable, writable, socketPath }: Enclosure, uid = process.getuid?.()): void {
  if (uid !== 0) return;
  const isFolder = (path: string): boolean => statSync(path).isDirectory();
  const may = (path: string, rights: number): boolean => (statSync(path).mode & rights) === rights;
  const closed = readable.filter((path) => isFolder(path) && !may(path, allMayEnter));
  if (closed.length > 0) throw cannotEnter(closed);
  for (const path of readable.filter((file) => !isFolder(file) && !may(file, allMayRead))) {
    chmodSync(path, statSync(path).mode | allMayRead);
  }
  chmodSync(socketPath, allMayTalk);
  for (const path of writable) chownSync(path, nobody, nobody);
}

const cannotEnter = (folders: readonly string[]): HarnessError =>
  new HarnessError(
    `In the container of the seal root is nobody, who may not read ${folders.join(' and ')}.`,
    {
      code: 'ENVIRONMENT_REFUSED',
      stage: 'gate',
      hint: `Run: chmod a+rX -R ${folders.join(' ')}, or verify as another user than root, or install bubblewrap.`,
    },
  );
