import { readFileSync } from 'node:fs';
import { HarnessError } from '#harness/errors.ts';
import { createFront } from './create-front.ts';
import { frontConfigSchema } from './front-config.ts';

const path = process.argv[2];
if (path === undefined) {
  throw new HarnessError('The front needs its config: node mocks/front/service.ts <config.json>.', {
    code: 'USAGE',
    stage: 'participants',
    hint: 'The front is started by `verdikjede mocks up`.',
  });
}
const config = frontConfigSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
const front = createFront(config);
const stop = (): void => process.exit(0);
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
if (config.endsWithStdin) process.stdin.once('end', stop).once('error', stop).resume();
front.listen(config.listen, () => process.stdout.write(`${JSON.stringify({ ready: true })}\n`));
