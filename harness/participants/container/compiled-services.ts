import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cachedDataVersionTag } from 'node:v8';
import { inProject } from '#harness/environment/project-root.ts';
import type { BackendOptions, PartPlan } from '../backend.ts';
import { cacheDirectory } from '../cache-directory.ts';
import { runMarker } from '../run-directory.ts';
import type { ReadOnlyMount } from './hand-over.ts';
import { inside, nobody } from './part-container.ts';
import { nodeOptions } from '../services/service-programs.ts';

const compileWithinMs = 30_000;

/** Our services and the front, compiled by Node, to be mounted where they run; undefined: there are none yet. */
export function compiledServices(): ReadOnlyMount | undefined {
  const source = filledBy(process.getuid?.());
  if (source === undefined || !existsSync(source)) return undefined;
  return { source, target: `${inside.compiled}/${folderOf(nobody)}`, mode: 'ro' };
}

/**
 * Compiles services that changed since it was last done: each is started, outside and without callers, and ends at
 * once, which makes Node write what it compiled. Only ever makes a later start faster: nothing here throws.
 */
export async function compileServices(
  parts: readonly PartPlan[],
  { programs, runId, folder }: BackendOptions,
): Promise<void> {
  const cache = cacheDirectory('compiled-services');
  const filled = filledBy(process.getuid?.());
  if (cache === undefined || filled === undefined || process.platform !== 'linux') return;
  const done = join(cache, `${programs.key}.done`);
  const own = join(folder, 'compiling');
  try {
    if (existsSync(done)) return;
    mkdirSync(own, { recursive: true, mode: 0o700 });
    const env = { NODE_COMPILE_CACHE: cache, TZ: 'Europe/Oslo', ...runMarker(runId) };
    await Promise.all(
      parts.map(async (part) => {
        if (part.kind === 'wiremock') return;
        const { title, config } = part;
        const file = join(own, `${title}.json`);
        const alone = { ...config, listen: { host: '127.0.0.1', port: 0 }, endsWithStdin: true };
        writeFileSync(file, JSON.stringify(alone), { mode: 0o600 });
        const program = inProject(programs.pathOf(title));
        const service = promisify(execFile)(process.execPath, [...nodeOptions, program, file], {
          env,
          timeout: compileWithinMs,
        });
        service.child.stdin?.end();
        await service;
      }),
    );
    // Node keeps them for its own user; where they are mounted, nobody reads them.
    for (const name of readdirSync(filled)) chmodSync(join(filled, name), 0o644);
    chmodSync(filled, 0o755);
    writeFileSync(done, '');
  } catch {
    // A full disk, or a service that does not start here: containers compile for themselves.
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

/** Where Node keeps what it compiled for a user, inside the folder that it is told: by its build and options. */
function folderOf(uid: number): string {
  const tag = cachedDataVersionTag().toString(16);
  return `${process.version}-${process.arch}-${tag}-${uid}`;
}

function filledBy(uid: number | undefined): string | undefined {
  const cache = cacheDirectory('compiled-services');
  return cache === undefined || uid === undefined ? undefined : join(cache, folderOf(uid));
}
