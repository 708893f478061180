import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inProject } from '#harness/environment/project-root.ts';
import { engineSocket } from './container/find-engine.ts';
import { emptyFolders } from './enclosure.ts';
import { sealedCommand, type Sealer } from './sealed-command.ts';
import { trialResultSchema, type Trial, type TrialResult } from './trial.ts';

const timeoutMs = 20_000;
/** Where engines listen by default. */
const engineSockets = ['/run/docker.sock', '/run/podman/podman.sock', '/run/containerd/containerd.sock'];

/** Seals a small program that looks around; throws, with what was said, where it cannot be sealed. */
export async function lookAround(sealer: Sealer): Promise<TrialResult> {
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
  const beside = join(folder, 'hidden');
  await Promise.all([listen(socketPath), listen(beside)]);
  const { port } = (await listen(0)) as AddressInfo;
  // Who could see it could talk to it, whoever that is in there.
  chmodSync(beside, 0o666);
  const own = sealer.by === 'container' ? engineSocket(sealer) : undefined;
  const hiddenSocketPaths = [beside, ...engineSockets, ...(own === undefined ? [] : [own])];
  const trial: Trial = { socketPath, hiddenSocketPaths, port, emptyFolders };
  const { program, parameters } = sealedCommand(
    sealer,
    {
      program: process.execPath,
      parameters: [inProject('harness', 'seal', 'inside', 'trial.ts'), JSON.stringify(trial)],
    },
    { readable: [], writable: [], socketPath, variables: {}, labels: {} },
  );
  const { stdout } = await promisify(execFile)(program, parameters, { timeout: timeoutMs, env: {} });
  return trialResultSchema.parse(JSON.parse(stdout));
}
