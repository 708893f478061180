import { appendFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { openLedger } from './ledger-writer.ts';
import { readLedger } from './read-ledger.ts';

const failed = (number: number) => ({ entry: 'failed' as const, number, reason: 'ECONNRESET' });

test('readLedger() reads what was written, and leaves a torn last line out', ({}, info) => {
  const path = info.outputPath('ledger.jsonl');
  const ledger = openLedger(path);
  ledger.append(failed(1));
  ledger.append(failed(2));
  appendFileSync(path, '{"entry":"failed","num');
  expect(readLedger(path)).toMatchObject([failed(1), failed(2)]);
});

test('readLedger() refuses a line that is no entry, and names it', ({}, info) => {
  const path = info.outputPath('ledger.jsonl');
  openLedger(path).append(failed(1));
  appendFileSync(path, '{"entry":"something"}\n');
  expect(() => readLedger(path)).toThrow(/Line 2 of .*ledger\.jsonl is not a ledger entry/);
});
