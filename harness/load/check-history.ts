import type { LoadEvidence } from '#harness/common/load-evidence.ts';
import type { LoadResult } from '#harness/observation/load-result.schema.ts';

type History = LoadResult['history'];

/**
 * Whether every accepted message arrived exactly once and its sender got exactly one receipt. A lost message is
 * not named again for lacking a receipt; messages that this run did not send (left in an inbox by another) count
 * for nothing. The order of the evidence is of no matter. Ids are the exchange's.
 */
export function checkHistory(evidence: readonly LoadEvidence[]): History {
  const accepted = new Map<string, string>();
  const arrivals = new Map<string, number>();
  const receipts = new Map<string, number>();
  for (const seen of evidence) {
    if (seen.event === 'accepted') accepted.set(seen.msgId, seen.id);
    if (seen.event === 'fetched') count(arrivals, seen.msgId);
    if (seen.event === 'receipt') count(receipts, seen.msgId);
  }
  const idsWhere = (holds: (arrived: number, receipted: number) => boolean): string[] =>
    [...accepted].flatMap(([msgId, id]) =>
      holds(arrivals.get(msgId) ?? 0, receipts.get(msgId) ?? 0) ? [id] : [],
    );
  return {
    accepted: accepted.size,
    receipted: idsWhere((_, receipted) => receipted > 0).length,
    lost: idsWhere((arrived) => arrived === 0),
    doubled: idsWhere((arrived) => arrived > 1),
    withoutReceipt: idsWhere((arrived, receipted) => arrived > 0 && receipted === 0),
    receiptDoubled: idsWhere((_, receipted) => receipted > 1),
  };
}

/** Whether the history holds no finding. */
export function isCleanHistory(history: History): boolean {
  const { lost, doubled, withoutReceipt, receiptDoubled } = history;
  return [lost, doubled, withoutReceipt, receiptDoubled].every((found) => found.length === 0);
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
