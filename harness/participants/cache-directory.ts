import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { processEnvironment } from '#harness/environment/process-environment.ts';

/**
 * A folder that stays between runs, for what only makes them faster: VERDIKJEDE_CACHE, else the system's cache
 * folder. Undefined where none can be made: everything works without.
 */
export function cacheDirectory(
  name: 'class-data' | 'compiled' | 'compiled-services' | 'mitmproxy' | 'schemathesis' | 'python-clients',
): string | undefined {
  const { VERDIKJEDE_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = processEnvironment();
  const system = {
    win32: LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'),
    darwin: join(homedir(), 'Library', 'Caches'),
  }[process.platform as string];
  const home = VERDIKJEDE_CACHE ?? join(XDG_CACHE_HOME ?? system ?? join(homedir(), '.cache'), 'verdikjede');
  const directory = join(home, name);
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    return directory;
  } catch {
    return undefined;
  }
}
