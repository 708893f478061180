import type { LoadPlan } from '#harness/common/load-plan.ts';
import type { CommunicationParty, Roster } from '#harness/common/roster.ts';
import { messageParty } from '#harness/messages/message-party.ts';
import { HarnessError } from '../errors.ts';
import { workloadNames, workloads } from './workloads.ts';

export type LoadPair = LoadPlan['pairs'][number];

const most = Math.max(...workloadNames.map((name) => workloads[name].virtualUsers));
/** Our own HER-id block for load, apart from those of the rosters. */
const firstHerId = 8_980_001;

/**
 * The roster with a sender and a receiver for each virtual user, as services below the organisations of the roles
 * `sender` and `receiver`. The exchange must be started with it: it delivers only to parties that it knows.
 */
export function withLoadParties(roster: Roster, count: number = most): Roster {
  const taken = new Set(roster.parties.map((party) => party.herId));
  const free = freeHerIds(taken);
  const services = (role: 'sender' | 'receiver'): CommunicationParty[] => {
    const model = partyInRole(roster, role);
    return Array.from({ length: count }, (_, i) => ({
      ...model,
      herId: free.next().value,
      role: `load-${role}-${i + 1}`,
      name: `${model.name} ${i + 1}`,
    }));
  };
  return { ...roster, parties: [...roster.parties, ...services('sender'), ...services('receiver')] };
}

/** The first `count` pairs of load parties of a roster; LOAD_FAILED when it has fewer. */
export function loadPairs(roster: Roster, count: number): readonly LoadPair[] {
  return Array.from({ length: count }, (_, i) => ({
    sender: messageParty(roster.parties, partyInRole(roster, `load-sender-${i + 1}`).herId),
    receiver: messageParty(roster.parties, partyInRole(roster, `load-receiver-${i + 1}`).herId),
  }));
}

function partyInRole(roster: Roster, role: string): CommunicationParty {
  const party = roster.parties.find((candidate) => candidate.role === role);
  if (party !== undefined) return party;
  throw new HarnessError(`The roster has no party in the role ${role}, which the load test needs.`, {
    code: 'LOAD_FAILED',
    stage: 'load',
    hint: 'Each virtual user sends and receives for itself: start the exchange with withLoadParties(roster), or list such services in the roster of the environment.',
  });
}

function* freeHerIds(taken: ReadonlySet<string>): Generator<string, never> {
  for (let next = firstHerId; ; next += 1) {
    const herId = String(next);
    if (!taken.has(herId)) yield herId;
  }
}
