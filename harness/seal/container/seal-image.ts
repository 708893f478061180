import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { sha256 } from '#harness/common/sha256.ts';
import { emptyFolders, systemPlaces } from '../enclosure.ts';
import { clientOf, type Engine } from './container-command.ts';

const timeoutMs = 20_000;
const allMayEnter = 0o755;
const allMayWrite = 0o1777;

/**
 * The image of the container: nothing but empty folders and this machine's links among the system's, since all else is
 * shown from outside. Its name tells its content. Made here, with no registry, where the engine has it not yet.
 */
export async function sealImage(engine: Engine): Promise<string> {
  const links = systemPlaces().flatMap((place) => (place.as === 'link' ? [place] : []));
  const name = `verdikjede/sealed:${sha256(JSON.stringify([emptyFolders, links])).slice(0, 16)}`;
  if (!(await has(engine, name))) await importImage(engine, name, links);
  return name;
}

async function has(engine: Engine, name: string): Promise<boolean> {
  const { stdout } = await ask(engine, ['image', 'ls', '--quiet', name]);
  return stdout.trim() !== '';
}

async function importImage(
  engine: Engine,
  name: string,
  links: readonly { readonly path: string; readonly to: string }[],
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'verdikjede-seal-image-'));
  const root = join(folder, 'root');
  const file = join(folder, 'root.tar');
  try {
    for (const path of emptyFolders) mkdirSync(join(root, path), { recursive: true });
    // Whatever the umask is. What is mounted there later takes these rights over.
    for (const path of ['', ...emptyFolders.map(dirname)]) chmodSync(join(root, path), allMayEnter);
    for (const path of emptyFolders) chmodSync(join(root, path), allMayWrite);
    for (const { path, to } of links) symlinkSync(to, join(root, path));
    await promisify(execFile)('tar', ['--create', '--file', file, '--directory', root, '.']);
    await ask(engine, ['import', file, name]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const ask = (engine: Engine, command: readonly string[]): Promise<{ stdout: string }> =>
  promisify(execFile)(engine.program, [...clientOf(engine), ...command], { timeout: timeoutMs, env: {} });
