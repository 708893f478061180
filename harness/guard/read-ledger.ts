import { readFileSync } from 'node:fs';
import { HarnessError } from '#harness/errors.ts';
import { ledgerEntrySchema, type LedgerEntry } from '#harness/observation/ledger.schema.ts';

/**
 * The ledger of a run. A last line without its end is what a killed guard leaves: it is left out. Anything else
 * that does not fit throws RECORD_UNREADABLE.
 */
export function readLedger(path: string): LedgerEntry[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  // Every whole line ends in a newline, so the last part is empty or torn.
  return lines.slice(0, -1).map((line, index) => {
    const entry = parse(line);
    if (entry !== undefined) return entry;
    throw new HarnessError(`Line ${index + 1} of ${path} is not a ledger entry.`, {
      code: 'RECORD_UNREADABLE',
      stage: 'guard',
      hint: 'The ledger is written by the guard alone; run again.',
    });
  });
}

function parse(line: string): LedgerEntry | undefined {
  try {
    return ledgerEntrySchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
