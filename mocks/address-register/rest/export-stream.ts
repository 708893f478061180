import type { Hierarchy } from '../hierarchy.ts';
import type { Register } from '../register.ts';
import type { Events } from './events.ts';

/** The export as JSON text, piece by piece: all active parties, and up to which event they are whole. */
export function* exportPieces(
  { parties }: Pick<Hierarchy, 'parties'>,
  register: Register,
  { last }: Pick<Events, 'last'>,
): Generator<string> {
  const head = { LastDateTimeOffset: last?.FromDatetime ?? null, LastEventId: last?.EventId ?? null };
  yield `${JSON.stringify(head).slice(0, -1)},"CommunicationParties":[`;
  let separator = '';
  for (const { herId, active } of parties) {
    if (!active) continue;
    yield separator + JSON.stringify(register.find(herId));
    separator = ',';
  }
  yield ']}';
}
