import type { CommunicationParty } from '#harness/common/roster.ts';

/** How a party is reached: it uses the API itself, or the exchange sends it ebXML by mail. */
export type Reach = 'Api' | 'Edi';

/** The way of a message to one receiver. */
export interface Route {
  readonly reach: Reach;
  /** Whether a far side answers for the party: always by EDI, by API where it has a script. */
  readonly farSide: boolean;
}

const ofTheApi = /^meldingstjener-api@/i;

/**
 * The way to every active party of the register, by HER-id. The EDI address decides, the party's own or that of the
 * nearest party above it; a party without any uses the API. Who is not in it cannot be reached.
 * @param scripted whether a far side is played for this HER-id
 */
export function routesTo(
  parties: readonly CommunicationParty[],
  scripted: (herId: string) => boolean,
): ReadonlyMap<number, Route> {
  const byHerId = new Map(parties.map((party) => [party.herId, party]));
  return new Map(
    parties
      .filter(({ active }) => active)
      .map((party) => {
        const address = ediAddressOf(party, byHerId);
        const reach = address === undefined || ofTheApi.test(address) ? 'Api' : 'Edi';
        return [Number(party.herId), { reach, farSide: reach === 'Edi' || scripted(party.herId) }];
      }),
  );
}

function ediAddressOf(
  party: CommunicationParty,
  byHerId: ReadonlyMap<string, CommunicationParty>,
): string | undefined {
  const line = new Set<CommunicationParty>();
  let next: CommunicationParty | undefined = party;
  // A ring in the seed ends where it began.
  while (next !== undefined && !line.has(next)) {
    if (next.ediAddress !== undefined) return next.ediAddress;
    line.add(next);
    next = next.parentHerId === undefined ? undefined : byHerId.get(next.parentHerId);
  }
  return undefined;
}
