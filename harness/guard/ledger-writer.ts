import { fsyncSync, openSync, writeSync } from 'node:fs';
import type { LedgerEntry } from '#harness/observation/ledger.schema.ts';

type WithoutTime<T> = T extends unknown ? Omit<T, 'at'> : never;

export interface LedgerWriter {
  /** Written before it returns: what is in the ledger survives the end of this process, however it comes. */
  append(entry: WithoutTime<LedgerEntry>): void;
  sync(): void;
}

/** Opens the ledger of a run: one JSON line for each thing that the guard saw. */
export function openLedger(path: string): LedgerWriter {
  const file = openSync(path, 'a', 0o600);
  return {
    append: (entry) => {
      writeSync(file, `${JSON.stringify({ ...entry, at: new Date().toISOString() })}\n`);
    },
    sync: () => fsyncSync(file),
  };
}
