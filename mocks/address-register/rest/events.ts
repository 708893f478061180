import type { CommunicationPartyDetails } from '../communication-party.ts';
import { deterministicUuid } from '../deterministic-uuid.ts';
import type { Hierarchy } from '../hierarchy.ts';
import { registeredAt, type Register } from '../register.ts';

export interface PartyEvent {
  /** GUID. */
  readonly EventId: string;
  readonly FromDatetime: string;
  readonly HerId: number;
  /** Number of the organisation that the party is or belongs to. */
  readonly OrgNr: string | null;
  readonly EventType: 'CommunicationParty.Created' | 'CommunicationParty.Updated';
  /** As the party is now. */
  readonly CommunicationParty: CommunicationPartyDetails;
}

export interface EventPage {
  readonly events: readonly PartyEvent[];
  /** Whether there are more after these. */
  readonly more: boolean;
}

export interface Events {
  /** The newest event; undefined in an empty register. */
  readonly last: Pick<PartyEvent, 'EventId' | 'FromDatetime'> | undefined;
  /** Events after the one with this id, oldest first; undefined when no event has the id. All when it is empty. */
  after(eventId: string, limit: number): EventPage | undefined;
  /** Events at or after an instant, oldest first. */
  from(instant: Date, limit: number): EventPage;
}

type Entry = Omit<PartyEvent, 'CommunicationParty'>;

/**
 * What happened in the register: every party of the seed was created, one second after the other, and those that are
 * inactive were updated afterwards.
 */
export function createEvents(hierarchy: Hierarchy, register: Register): Events {
  const created = hierarchy.parties.map((party) => ({ party, type: 'CommunicationParty.Created' as const }));
  const updated = hierarchy.parties
    .filter(({ active }) => !active)
    .map((party) => ({ party, type: 'CommunicationParty.Updated' as const }));
  const first = Date.parse(`${registeredAt}Z`);
  const entries: readonly Entry[] = [...created, ...updated].map(({ party, type }, index) => ({
    EventId: deterministicUuid(`${party.herId} ${type}`),
    FromDatetime: new Date(first + index * 1000).toISOString(),
    HerId: Number(party.herId),
    OrgNr: hierarchy.organisationNumberOf(party) ?? null,
    EventType: type,
  }));
  const page = (start: number, limit: number): EventPage => ({
    events: entries.slice(start, start + limit).flatMap((entry) => {
      const party = register.find(String(entry.HerId));
      return party === undefined ? [] : [{ ...entry, CommunicationParty: party }];
    }),
    more: start + limit < entries.length,
  });
  return {
    last: entries.at(-1),
    after: (eventId, limit) => {
      const at = entries.findIndex(({ EventId }) => EventId === eventId.toLowerCase());
      return at === -1 && eventId !== '' ? undefined : page(at + 1, limit);
    },
    from: (instant, limit) => {
      const at = entries.findIndex(({ FromDatetime }) => Date.parse(FromDatetime) >= instant.getTime());
      return page(at === -1 ? entries.length : at, limit);
    },
  };
}
