import { sweepRun } from '../sweep.ts';

/**
 * The keeper of a run: waits for its stdin to end. Told `done`, it goes; without that word the supervisor is dead
 * (killed, crashed, closed terminal), and the keeper takes down what it left.
 */
const runDir = process.argv[2];
process.title = 'verdikjede keeper';
let said = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (text: string) => (said += text));
process.stdin.on('error', () => undefined);
process.stdin.once('close', () => {
  if (runDir === undefined || said.includes('done')) process.exit(0);
  void sweepRun(runDir).finally(() => process.exit(0));
});
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => undefined);
