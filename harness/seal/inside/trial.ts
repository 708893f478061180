// Looks around inside the seal: node harness/seal/inside/trial.ts <trial as JSON>. Prints what holds there.
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { connect, type NetConnectOpts } from 'node:net';
import { trialSchema, type TrialResult } from '../trial.ts';

const { socketPath, hiddenSocketPath, port } = trialSchema.parse(JSON.parse(process.argv[2] ?? ''));

async function reaches(target: NetConnectOpts): Promise<boolean> {
  const socket = connect(target);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

const result: TrialResult = {
  reachesTheGuardsSocket: await reaches({ path: socketPath }),
  reachesAnotherSocket: existsSync(hiddenSocketPath) || (await reaches({ path: hiddenSocketPath })),
  reachesThisMachinesPorts: await reaches({ host: '127.0.0.1', port }),
  // This program, and the init process of the namespace.
  seesOtherProcesses: readdirSync('/proc').filter((name) => /^\d+$/.test(name)).length > 2,
};
process.stdout.write(JSON.stringify(result));
