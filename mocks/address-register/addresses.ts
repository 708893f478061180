import type { CommunicationParty } from '#harness/common/roster.ts';
import { certificateHolder, ldapUrl } from './certificates/certificate-holder.ts';
import { codes, type ElectronicAddressType } from './codes.ts';
import type { ElectronicAddress, PhysicalAddress } from './communication-party.ts';
import type { Hierarchy } from './hierarchy.ts';

const queues: readonly (readonly [ElectronicAddressType, string])[] = [
  ['E_SB_ASYNC', '_async'],
  ['E_SB_SYNC', '_sync'],
  ['E_SB_ERROR', '_error'],
  ['E_SB_SYNCREPLY', '_syncreply'],
];

/** The electronic addresses that stand with a party itself, by their type. */
function ownAddresses(
  party: CommunicationParty,
  hasCertificates: boolean,
): Map<ElectronicAddressType, string> {
  const own = new Map<ElectronicAddressType, string>();
  if (party.ediAddress !== undefined) own.set('E_EDI', party.ediAddress);
  if (hasCertificates) own.set('E_DS', ldapUrl(party));
  if (party.amqpAddress !== undefined) {
    for (const [type, ending] of queues) own.set(type, party.amqpAddress + ending);
  }
  for (const [type, address] of Object.entries(party.otherAddresses ?? {})) {
    own.set(type as ElectronicAddressType, address);
  }
  return own;
}

/** Of each type the party's own address, else that of the nearest party above it, marked as inherited. */
export function electronicAddresses(
  party: CommunicationParty,
  { lineOf }: Pick<Hierarchy, 'lineOf'>,
  changed: string,
): ElectronicAddress[] {
  const nearest = new Map<ElectronicAddressType, ElectronicAddress>();
  const line = lineOf(party);
  const withCertificates = certificateHolder(line);
  for (const holder of line) {
    for (const [type, address] of ownAddresses(holder, holder === withCertificates)) {
      if (nearest.has(type)) continue;
      nearest.set(type, {
        Address: address,
        Inherited: holder !== party,
        LastChanged: changed,
        Type: codes.electronicAddress(type),
        TypeCodeValue: type,
      });
    }
  }
  return [...nearest.values()];
}

/** The party's own addresses, or those of the nearest party above it that has any. */
export function physicalAddresses(
  party: CommunicationParty,
  { lineOf }: Pick<Hierarchy, 'lineOf'>,
  changed: string,
): PhysicalAddress[] {
  const holder = lineOf(party).find(({ physicalAddresses: own = [] }) => own.length > 0);
  return (holder?.physicalAddresses ?? []).map(({ type, street, postbox, postalCode, city }) => ({
    City: city,
    Country: null,
    Description: null,
    Inherited: holder !== party,
    LastChanged: changed,
    PostalCode: Number(postalCode),
    Postbox: postbox ?? null,
    StreetAddress: street ?? null,
    Type: codes.physicalAddress(type),
    TypeCodeValue: type,
  }));
}
