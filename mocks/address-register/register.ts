import type { Clock } from '#harness/common/clock.ts';
import type { CommunicationParty } from '#harness/common/roster.ts';
import type { CommunicationPartyDetails, ElectronicAddress } from './communication-party.ts';

export interface Register {
  /** The party with this HER-id, or undefined when the register knows none. */
  find(herId: string): CommunicationPartyDetails | undefined;
}

/** When the seed counts as registered. Fixed, so that two environments with the same seed answer alike. */
const registeredAt = '2026-01-05T09:00:00';
const none = -1;

/** A register of the roster's parties; each answer carries the clock's time as `ServerTime`. */
export function createRegister(parties: readonly CommunicationParty[], clock: Clock): Register {
  const byHerId = new Map(parties.map((party) => [party.herId, party]));
  const parentOf = (party: CommunicationParty): CommunicationParty | undefined =>
    party.parentHerId === undefined ? undefined : byHerId.get(party.parentHerId);

  return {
    find: (herId) => {
      const party = byHerId.get(herId);
      if (party === undefined) return undefined;
      const base = {
        Active: party.active,
        CoverageAreaType: null,
        DisplayName: null,
        ElectronicAddresses: electronicAddresses(party, parentOf),
        FutureElectronicAddresses: [],
        HerId: Number(party.herId),
        IsValidCommunicationParty: party.active,
        LastChanged: registeredAt,
        Municipality: null,
        Name: party.name,
        ParentBusinessType: null,
        ParentHerId: Number(party.parentHerId ?? none),
        ParentName: parentOf(party)?.name ?? null,
        ParentOrganizationNumber: Number(parentOf(party)?.organisationNumber ?? none),
        PhysicalAddresses: [],
        ServerTime: clock.now().toISOString(),
      } as const;
      const valid = { From: '2026-01-01T00:00:00', To: '9999-12-31T00:00:00' };
      return withItsKind(party, base, valid);
    },
  };
}

type Shared = Omit<
  Extract<CommunicationPartyDetails, { Type: 'Service' }>,
  'Type' | 'Valid' | 'Code' | 'CoverageAreas' | 'Description' | 'LocationDescription' | 'Properties'
>;

function withItsKind(
  party: CommunicationParty,
  base: Shared,
  valid: CommunicationPartyDetails['Valid'],
): CommunicationPartyDetails {
  if (party.type === 'Organization') {
    return {
      ...base,
      Type: 'Organization',
      Valid: valid,
      BusinessType: null,
      IndustryCodes: [],
      OrganizationNumber: Number(party.organisationNumber ?? none),
      People: null,
      Properties: [],
      Services: null,
    };
  }
  if (party.type === 'Service') {
    return {
      ...base,
      Type: 'Service',
      Valid: valid,
      Code: null,
      CoverageAreas: null,
      Description: null,
      LocationDescription: null,
      Properties: [],
    };
  }
  const [FirstName, LastName] = splitName(party.name);
  return {
    ...base,
    Type: 'Person',
    Valid: valid,
    Organizations: null,
    Person: { FirstName, LastName },
    Properties: [],
    Title: null,
  };
}

/** The register keeps one name; the last word of it is the family name. */
function splitName(name: string): [string, string] {
  const at = name.lastIndexOf(' ');
  return at === -1 ? ['', name] : [name.slice(0, at), name.slice(at + 1)];
}

/** A party without an EDI address of its own has that of the nearest party above it. */
function electronicAddresses(
  party: CommunicationParty,
  parentOf: (party: CommunicationParty) => CommunicationParty | undefined,
): ElectronicAddress[] {
  const seen = new Set<CommunicationParty>();
  for (
    let holder: CommunicationParty | undefined = party;
    holder !== undefined && !seen.has(holder);
    holder = parentOf(holder)
  ) {
    seen.add(holder);
    if (holder.ediAddress !== undefined) return [ediAddress(holder.ediAddress, holder !== party)];
  }
  return [];
}

function ediAddress(address: string, inherited: boolean): ElectronicAddress {
  return {
    Address: address,
    Inherited: inherited,
    LastChanged: registeredAt,
    Type: {
      Active: true,
      CodeText: 'EDI (Standardisert elektronisk melding)',
      CodeValue: 'E_EDI',
      LongDescription: null,
      OID: 9044,
      SimpleType: 'type_adressekomponeneter',
    },
    TypeCodeValue: 'E_EDI',
  };
}
