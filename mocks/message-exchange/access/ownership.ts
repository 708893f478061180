import type { CommunicationParty } from '#harness/common/roster.ts';

/** The number of the topmost organisation that a HER-id belongs to; undefined where the register has none. */
export type OwnerOf = (herId: number) => string | undefined;

/** Who owns which HER-id, after the parties of the address register. */
export function ownership(parties: readonly CommunicationParty[]): OwnerOf {
  const byHerId = new Map(parties.map((party) => [party.herId, party]));
  const ownerOf = (party: CommunicationParty): string | undefined => {
    let owner: string | undefined;
    const seen = new Set<CommunicationParty>();
    let at: CommunicationParty | undefined = party;
    while (at !== undefined && !seen.has(at)) {
      seen.add(at);
      owner = at.organisationNumber ?? owner;
      at = at.parentHerId === undefined ? undefined : byHerId.get(at.parentHerId);
    }
    return owner;
  };
  const owners = new Map(parties.map((party) => [Number(party.herId), ownerOf(party)]));
  return (herId) => owners.get(herId);
}
