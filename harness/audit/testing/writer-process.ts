// Writes records until it is killed or cannot: node writer-process.ts <options.json> <name of this writer>
import { readFileSync, writeSync } from 'node:fs';
import { openAuditLog, type AuditLogOptions } from '../open-audit-log.ts';

const [, , optionsFile = '', name = ''] = process.argv;
const options = JSON.parse(readFileSync(optionsFile, 'utf8')) as AuditLogOptions;
const log = await openAuditLog(options);
let number = 0;

/** Says on standard output what was acknowledged, before anything else happens. */
async function writeOn(): Promise<void> {
  for (;;) {
    number += 1;
    const id = `${name}-${number}`;
    await log.append('denial', { id, reason: 'x'.repeat(number % 700) }, { urgent: number % 3 !== 0 });
    writeSync(1, `${id}\n`);
  }
}

try {
  await Promise.all(Array.from({ length: 4 }, writeOn));
} catch (error) {
  writeSync(1, `stopped ${(error as { code: string }).code}\n`);
  const after = await log.append('denial', {}).catch((next: unknown) => (next as { code: string }).code);
  const closing = await log.close().catch((next: unknown) => (next as { code: string }).code);
  writeSync(1, `then ${after as string} ${closing as string}\n`);
}
