import type { CommunicationParty } from '#harness/common/roster.ts';

/** What a certificate is for. */
export type CertificateUse = 'encryption' | 'signing';

/**
 * Whose certificates a party has: its own where the seed says so, else those of the nearest party above that has its
 * own, at last those of the organisation at the top. Undefined where the seed takes them away.
 * @param line the party itself, then those above it
 */
export function certificateHolder(line: readonly CommunicationParty[]): CommunicationParty | undefined {
  const holder = line.find(({ certificates }) => certificates !== undefined) ?? line.at(-1);
  return holder?.certificates === 'none' ? undefined : holder;
}

/** Serial number of a holder's certificate, in decimal as LDAP searches have it. The same in every run. */
export const serialNumber = ({ herId }: CommunicationParty, use: CertificateUse): string =>
  `${herId}0${use === 'encryption' ? 1 : 2}`;

/** Where a directory would have a holder's certificates: all of them, or the one for a use. */
export function ldapUrl(holder: CommunicationParty, ...uses: readonly CertificateUse[]): string {
  const wanted = uses.length === 0 ? (['encryption', 'signing'] as const) : uses;
  const filter = wanted.map((use) => `(certificateSerialNumber=${serialNumber(holder, use)})`).join('');
  const base = 'ldap://ldap.verdikjede.test/dc=verdikjede,dc=test,CN=Testregister%20CA';
  return `${base}?usercertificate;binary?sub?${wanted.length > 1 ? `(|${filter})` : filter}`;
}
