// npm run contract [-- --seed N --examples N]: exit 0 as published, 1 with failures, 2 when it could not be run.
import { parseArgs } from 'node:util';
import { HarnessError } from '../errors.ts';
import { runContract } from './run-contract.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, examples: { type: 'string', default: '400' } },
});
try {
  const { seed, examples } = values;
  const { operations, failures } = await runContract({ seed: Number(seed), examples: Number(examples) });
  process.stdout.write(`${operations} operations, ${failures} failures\n`);
  process.exitCode = failures === 0 ? 0 : 1;
} catch (error) {
  if (!(error instanceof HarnessError)) throw error;
  process.stderr.write(`✖ ${error.message}\n→ ${error.hint}\n`);
  process.exitCode = 2;
}
