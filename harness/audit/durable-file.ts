import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file that grows. */
export interface DurableFile {
  /** Resolves when the bytes are on the disk, not only in its cache. */
  append(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}
export type OpenDurableFile = (path: string) => Promise<DurableFile>;

/**
 * Opens a file for appending, and makes it when it is not there. With O_DSYNC each write carries its own fdatasync,
 * which saves a round trip; where the system has no such flag, fdatasync follows the write.
 */
export const openDurableFile: OpenDurableFile = async (path) => {
  const dsync = (constants as { O_DSYNC?: number }).O_DSYNC;
  const handle = await open(
    path,
    constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (dsync ?? 0),
    0o600,
  );
  await syncFolder(dirname(path));
  return {
    append: async (bytes) => {
      for (let done = 0; done < bytes.length;) done += (await handle.write(bytes, done)).bytesWritten;
      if (dsync === undefined) await handle.datasync();
    },
    close: () => handle.close(),
  };
};

/** A new name is on the disk when its folder is. Windows has no such call, and needs none. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
