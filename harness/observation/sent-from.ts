import type { LedgerEntry } from './ledger.schema.ts';
import type { SentLine } from './run-record.schema.ts';

/** What left this machine, and what was refused: one line for each method, host, path template and outcome. Pure. */
export function sentFrom(ledger: readonly LedgerEntry[]): SentLine[] {
  const answered = new Set(ledger.flatMap((entry) => (entry.entry === 'response' ? [entry.number] : [])));
  const lines = new Map<string, SentLine>();
  const add = (line: Omit<SentLine, 'count'>): void => {
    const key = JSON.stringify(line);
    lines.set(key, { ...line, count: (lines.get(key)?.count ?? 0) + 1 });
  };
  for (const entry of ledger) {
    if (entry.entry === 'denial') {
      const { method, host } = entry;
      add({ method, host, path: null, outcome: 'refused' });
    } else if (entry.entry === 'request') {
      const { method, host, path, number } = entry;
      add({ method, host, path, outcome: answered.has(number) ? 'answered' : 'no answer' });
    }
  }
  const order = ({ host, path, method }: SentLine): string => `${host} ${path ?? ''} ${method}`;
  return [...lines.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1));
}
