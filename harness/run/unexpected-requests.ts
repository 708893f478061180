import { scenarioHeader } from '#harness/observation/scenario-evidence.schema.ts';
import type { MessageReferences } from './evidence.ts';
import type { JournalEntry } from './journal.ts';

interface Owner {
  readonly scenario: string;
  readonly references: MessageReferences;
}

/** The unexpected requests that belong to one scenario: by its header, or by its message's id. */
export function unexpectedRequests(
  entries: readonly JournalEntry[],
  { scenario, references }: Owner,
): string[] {
  const ids = [references.exchangeId, references.msgId].filter((id) => id !== undefined);
  return entries
    .filter((entry) => {
      const text = entry.request.url + entry.request.body;
      return scenarioOf(entry) === scenario || ids.some((id) => text.includes(id));
    })
    .map(describeUnexpected);
}

/** The scenario that a request says it belongs to. */
export function scenarioOf(entry: JournalEntry): string | undefined {
  const found = Object.entries(entry.request.headers).find(([name]) => name.toLowerCase() === scenarioHeader);
  return typeof found?.[1] === 'string' ? found[1] : undefined;
}

/** Method, host and what came closest; never the path, which may carry an identity. */
export function describeUnexpected(entry: JournalEntry): string {
  const nearest = /"nearest":"([^"]*)"/.exec(entry.response.body ?? '')?.[1];
  const closest = nearest === undefined ? '' : ` (nearest: ${nearest})`;
  return `${entry.request.method} at ${new URL(entry.request.absoluteUrl).hostname}${closest}`;
}
