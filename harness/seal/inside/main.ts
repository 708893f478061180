// The first program of a verify run: node harness/seal/inside/main.ts <job as JSON>. In the seal it is the only one
// that knows the way out. Its standard input ends when the run shall end.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { relayTo } from '#harness/common/relay.ts';
import { canaryLivedExitCode, jobSchema } from './job.ts';
import { sendCanary } from './send-canary.ts';

const { relay, canary, command } = jobSchema.parse(JSON.parse(process.argv[2] ?? ''));
if (relay !== null) {
  const server = relayTo({ path: relay.socketPath });
  server.listen(relay.port, '127.0.0.1');
  await once(server, 'listening');
}
const lived = await sendCanary(canary);
if (lived !== undefined) {
  process.stderr.write(`The canary, a write that must be refused, was not: ${lived}.\n`);
  process.exit(canaryLivedExitCode);
}
const [program = '', ...parameters] = command;
const child = spawn(program, parameters, { stdio: ['ignore', 'inherit', 'inherit'] });
const end = (): void => void child.kill('SIGTERM');
process.stdin.once('end', end).once('error', end).resume();
// In a container it is the first process of all, which no signal ends that it does not listen for.
process.once('SIGTERM', end);
const [code] = (await once(child, 'exit')) as [number | null];
// Whatever the run left behind in there ends with this process.
process.exit(code ?? 1);
