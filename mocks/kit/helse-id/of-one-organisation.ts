import type { Roster } from '#harness/common/roster.ts';

/** The roster with both sides as parts of one organisation: a token is good for one, and this caller plays both. */
export function ofOneOrganisation(roster: Roster): Roster {
  const [number] = roster.parties.flatMap(({ organisationNumber }) => organisationNumber ?? []);
  const parties = roster.parties.map((party) =>
    party.organisationNumber === undefined || number === undefined
      ? party
      : { ...party, organisationNumber: number },
  );
  return { ...roster, parties };
}
