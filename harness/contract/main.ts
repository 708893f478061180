// npm run contract [-- --seed N --examples N]: exit 0 as published and as clients want it, 1 with failures, 2 when it
// could not be run.
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { HarnessError } from '../errors.ts';
import { checkPythonClients } from './python-clients.ts';
import { runContract, type ContractOptions } from './run-contract.ts';

const optionsSchema = z.object({
  seed: z.coerce.number().int().min(0).default(1),
  examples: z.coerce.number().int().min(1).default(400),
});

function readOptions(): ContractOptions {
  try {
    const text = { type: 'string' } as const;
    return optionsSchema.parse(parseArgs({ options: { seed: text, examples: text } }).values);
  } catch (cause) {
    throw new HarnessError('The options must be --seed and --examples, each with a whole number.', {
      code: 'USAGE',
      stage: 'setup',
      hint: 'For instance: npm run contract -- --seed 7 --examples 100.',
      cause,
    });
  }
}

try {
  const { operations, failures } = await runContract(readOptions());
  process.stdout.write(`${operations} operations, ${failures} failures\n`);
  const clients = await checkPythonClients();
  process.stdout.write(`${clients.checks} checks by clients in Python, ${clients.failures} failures\n`);
  process.exitCode = failures + clients.failures === 0 ? 0 : 1;
} catch (error) {
  if (!(error instanceof HarnessError)) throw error;
  process.stderr.write(`✖ ${error.message}\n→ ${error.hint}\n`);
  process.exitCode = 2;
}
