import type { CommunicationParty } from '#harness/common/roster.ts';

/** The parties of a roster and who stands above whom. */
export interface Hierarchy {
  readonly parties: readonly CommunicationParty[];
  find(herId: string): CommunicationParty | undefined;
  parentOf(party: CommunicationParty): CommunicationParty | undefined;
  childrenOf(party: CommunicationParty): readonly CommunicationParty[];
  /** The party itself, then those above it, nearest first. A ring in the seed ends where it began. */
  lineOf(party: CommunicationParty): readonly CommunicationParty[];
  /** Number of the organisation that the party is or belongs to. */
  organisationNumberOf(party: CommunicationParty): string | undefined;
}

export function createHierarchy(parties: readonly CommunicationParty[]): Hierarchy {
  const byHerId = new Map(parties.map((party) => [party.herId, party]));
  const parentOf = (party: CommunicationParty): CommunicationParty | undefined =>
    party.parentHerId === undefined ? undefined : byHerId.get(party.parentHerId);
  const lineOf = (party: CommunicationParty): readonly CommunicationParty[] => {
    const line = new Set<CommunicationParty>();
    let next: CommunicationParty | undefined = party;
    while (next !== undefined && !line.has(next)) {
      line.add(next);
      next = parentOf(next);
    }
    return [...line];
  };
  return {
    parties,
    find: (herId) => byHerId.get(herId),
    parentOf,
    childrenOf: ({ herId }) => parties.filter((party) => party.parentHerId === herId),
    lineOf,
    organisationNumberOf: (party) =>
      lineOf(party).find(({ organisationNumber }) => organisationNumber !== undefined)?.organisationNumber,
  };
}
