// Looks around inside the seal: node harness/seal/inside/trial.ts <trial as JSON>. Prints what holds there.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { trialSchema, type TrialResult } from '../trial.ts';
import { reaches } from './reaches.ts';

const { socketPath, hiddenSocketPaths, port, emptyFolders } = trialSchema.parse(
  JSON.parse(process.argv[2] ?? ''),
);

async function reachesAny(paths: readonly string[]): Promise<boolean> {
  const reached = await Promise.all(paths.map((path) => reaches({ path })));
  return paths.some(existsSync) || reached.includes(true);
}

/** Paths at which something is mounted that may be written. */
const mountedForWriting = (): string[] =>
  readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .map((line) => line.split(' '))
    .flatMap(([, , , , path = '', options = '']) => (/^rw(,|$)/.test(options) ? [path] : []));

const mayBeWritten = (path: string): boolean =>
  [...emptyFolders, socketPath].includes(path) || /^\/(proc|sys|dev)(\/|$)/.test(path);

function canWriteIn(folder: string): boolean {
  try {
    mkdirSync(`${folder}/trial`);
    return true;
  } catch {
    return false;
  }
}

const hasCapability = (): boolean => !/^CapEff:\s*0+$/m.test(readFileSync('/proc/self/status', 'utf8'));

/** The namespaces that Chromium's sandbox is made of. */
const namespaces = ['--user', '--map-root-user', '--net', '--pid', '--fork', '/bin/true'];

const result: TrialResult = {
  reachesTheGuardsSocket: await reaches({ path: socketPath }),
  reachesAnotherSocket: await reachesAny(hiddenSocketPaths),
  reachesThisMachinesPorts: await reaches({ host: '127.0.0.1', port }),
  // This program, and with bubblewrap the init process of the namespace.
  seesOtherProcesses: readdirSync('/proc').filter((name) => /^\d+$/.test(name)).length > 2,
  writesElsewhere: mountedForWriting().some((path) => !mayBeWritten(path)),
  writesTemporaryFiles: emptyFolders.every(canWriteIn),
  hasPower: process.getuid?.() === 0 || hasCapability(),
  sandboxesBrowsers: spawnSync('/usr/bin/unshare', namespaces).status === 0,
};
process.stdout.write(JSON.stringify(result));
