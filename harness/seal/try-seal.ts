import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inProject } from '#harness/environment/project-root.ts';
import { findProgram } from '#harness/environment/tools/find-program.ts';
import { sealedCommand } from './sealed-command.ts';
import { trialResultSchema, type TrialResult } from './trial.ts';

/** Whether the seal works here; when not, one sentence why, and what to do. */
export type SealTrial =
  | { readonly works: true; readonly bwrap: string }
  | { readonly works: false; readonly because: string; readonly hint: string };

const timeoutMs = 20_000;
let known: Promise<SealTrial> | undefined;

/** Seals a small program that looks around, once for each process: what is installed need not work. */
export const trySeal = (): Promise<SealTrial> => (known ??= sealSomething());

const noUserNamespaces =
  'Allow user namespaces: in a container start it with --security-opt seccomp=unconfined --security-opt apparmor=unconfined; on Ubuntu: sysctl kernel.apparmor_restrict_unprivileged_userns=0.';

async function sealSomething(): Promise<SealTrial> {
  const fails = (because: string, hint: string): SealTrial => ({ works: false, because, hint });
  if (process.platform !== 'linux') {
    return fails('the seal is Linux’s', 'Verify in a Linux container on macOS, in WSL 2 on Windows.');
  }
  const bwrap = findProgram('bwrap');
  if (bwrap === undefined) {
    return fails('bubblewrap is not installed', 'Run: apt-get install -y bubblewrap');
  }
  try {
    const hole = holeIn(await lookAround(bwrap));
    return hole === undefined
      ? { works: true, bwrap }
      : fails(hole, 'Report it with the output of npx verdikjede doctor.');
  } catch (error) {
    const { stderr = '' } = error as { stderr?: string };
    const said = stderr.split('\n').find((line) => line !== '');
    return fails(`bubblewrap cannot seal here (${said ?? 'it did not say why'})`, noUserNamespaces);
  }
}

/** The first thing that a seal must keep and this one does not. */
export function holeIn(result: TrialResult): string | undefined {
  if (!result.reachesTheGuardsSocket) return 'from inside it the guard cannot be reached';
  if (result.reachesAnotherSocket) return 'from inside it another socket can be reached';
  if (result.reachesThisMachinesPorts) return 'from inside it this machine’s network can be reached';
  return result.seesOtherProcesses ? 'from inside it other processes can be seen' : undefined;
}

async function lookAround(bwrap: string): Promise<TrialResult> {
  await using stack = new AsyncDisposableStack();
  const folder = stack.adopt(mkdtempSync(join(tmpdir(), 'verdikjede-seal-')), (path) =>
    rmSync(path, { recursive: true }),
  );
  const listen = async (where: string | number): Promise<AddressInfo | string | null> => {
    const server = createServer((socket) => socket.destroy());
    if (typeof where === 'string') server.listen(where);
    else server.listen(where, '127.0.0.1');
    await once(server, 'listening');
    stack.defer(() => void server.close());
    return server.address();
  };
  const socketPath = join(folder, 'shown');
  const hiddenSocketPath = join(folder, 'hidden');
  await Promise.all([listen(socketPath), listen(hiddenSocketPath)]);
  const { port } = (await listen(0)) as AddressInfo;
  const trial = inProject('harness', 'seal', 'inside', 'trial.ts');
  const { program, parameters } = sealedCommand(
    bwrap,
    {
      program: process.execPath,
      parameters: [trial, JSON.stringify({ socketPath, hiddenSocketPath, port })],
    },
    { readable: [], writable: [], socketPath, variables: {} },
  );
  const { stdout } = await promisify(execFile)(program, parameters, { timeout: timeoutMs, env: {} });
  return trialResultSchema.parse(JSON.parse(stdout));
}
