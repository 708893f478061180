import { openRunDirectory } from '../run-directory.ts';
import { startParticipants } from '../start-participants.ts';
import { testEnvironment } from './test-environment.ts';

/** A supervisor for tests to kill: one JSON line for each thing that happens, then it waits for its end. */
const [, , backend, runId = ''] = process.argv;
const tell = (event: unknown): void => void process.stdout.write(`${JSON.stringify(event)}\n`);
const environment = await testEnvironment();
const directory = await openRunDirectory(runId);
tell({ part: 'directory', state: 'ready' });
await startParticipants(environment, {
  runId,
  runDir: directory.path,
  backend: backend === 'container' ? 'container' : 'process',
  progress: tell,
});
tell({ part: 'all', state: 'ready' });
process.stdin.resume();
