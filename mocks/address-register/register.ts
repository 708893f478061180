import type { Clock } from '#harness/common/clock.ts';
import type { CommunicationParty } from '#harness/common/roster.ts';
import { electronicAddresses, physicalAddresses } from './addresses.ts';
import { codes } from './codes.ts';
import type {
  BaseParty,
  CommunicationPartyDetails,
  OrganizationParty,
  PersonParty,
  ServiceParty,
} from './communication-party.ts';
import type { Hierarchy } from './hierarchy.ts';

export interface Register {
  /** The party with this HER-id, or undefined when the register knows none. */
  find(herId: string): CommunicationPartyDetails | undefined;
  /** The organisation with this HER-id, its services and people with it. */
  findOrganisation(herId: string): OrganizationParty | undefined;
  /** The parties that have this HER-id, organisation number or HPR number. */
  search(id: string): readonly CommunicationPartyDetails[];
}

/** When the seed counts as registered. Fixed, so that two environments with the same seed answer alike. */
export const registeredAt = '2026-01-05T09:00:00';
const none = -1;
const valid = { From: '2026-01-01T00:00:00', To: '9999-12-31T00:00:00' };

/** A register of the roster's parties; each answer carries the clock's time as `ServerTime`. */
export function createRegister(hierarchy: Hierarchy, clock: Clock): Register {
  const details = (party: CommunicationParty): CommunicationPartyDetails =>
    withItsKind(party, baseOf(party, hierarchy, clock));
  return {
    find: (herId) => {
      const party = hierarchy.find(herId);
      return party && details(party);
    },
    findOrganisation: (herId) => {
      const party = hierarchy.find(herId);
      if (party?.type !== 'Organization') return undefined;
      const children = hierarchy.childrenOf(party).map(details);
      return {
        ...organisation(party, baseOf(party, hierarchy, clock)),
        People: children.filter((child) => child.Type === 'Person'),
        Services: children.filter((child) => child.Type === 'Service'),
      };
    },
    search: (id) =>
      hierarchy.parties
        .filter((party) => [party.herId, party.organisationNumber, party.hprNumber].includes(id))
        .map(details),
  };
}

type Base = Omit<BaseParty, 'Type' | 'Valid'>;

function baseOf(party: CommunicationParty, hierarchy: Hierarchy, clock: Clock): Base {
  const parent = hierarchy.parentOf(party);
  const municipality = hierarchy
    .lineOf(party)
    .find((holder) => holder.municipality !== undefined)?.municipality;
  return {
    Active: party.active,
    CoverageAreaType: null,
    DisplayName: null,
    ElectronicAddresses: electronicAddresses(party, hierarchy, registeredAt),
    FutureElectronicAddresses: [],
    HerId: Number(party.herId),
    IsValidCommunicationParty: party.active,
    LastChanged: registeredAt,
    Municipality: municipality ? codes.municipality(municipality.code, municipality.name) : null,
    Name: party.name,
    ParentBusinessType: parent ? businessTypeOf(parent) : null,
    ParentHerId: Number(party.parentHerId ?? none),
    ParentName: parent?.name ?? null,
    ParentOrganizationNumber: Number(parent?.organisationNumber ?? none),
    PhysicalAddresses: physicalAddresses(party, hierarchy, registeredAt),
    ServerTime: clock.now().toISOString(),
  };
}

const businessTypeOf = ({ businessType }: CommunicationParty) =>
  businessType === undefined ? null : codes.businessType(businessType.code, businessType.name);

function withItsKind(party: CommunicationParty, base: Base): CommunicationPartyDetails {
  if (party.type === 'Organization') return organisation(party, base);
  return party.type === 'Service' ? service(party, base) : person(party, base);
}

const organisation = (party: CommunicationParty, base: Base): OrganizationParty => ({
  ...base,
  Type: 'Organization',
  Valid: valid,
  BusinessType: businessTypeOf(party),
  IndustryCodes: [],
  OrganizationNumber: Number(party.organisationNumber ?? none),
  People: null,
  Properties: [],
  Services: null,
});

const service = ({ serviceCode }: CommunicationParty, base: Base): ServiceParty => ({
  ...base,
  Type: 'Service',
  Valid: valid,
  Code: serviceCode === undefined ? null : codes.service(serviceCode.oid, serviceCode.code, serviceCode.name),
  CoverageAreas: null,
  Description: null,
  LocationDescription: null,
  Properties: [],
});

function person({ name, hprNumber }: CommunicationParty, base: Base): PersonParty {
  const [FirstName, LastName] = splitName(name);
  const HPRInformation = hprNumber === undefined ? null : { HPRNo: hprNumber, HPRNumber: Number(hprNumber) };
  return {
    ...base,
    Type: 'Person',
    Valid: valid,
    Organizations: null,
    Person: { FirstName, HPRInformation, LastName },
    Properties: [],
    Title: null,
  };
}

/** The register keeps one name; the last word of it is the family name. */
function splitName(name: string): [string, string] {
  const at = name.lastIndexOf(' ');
  return at === -1 ? ['', name] : [name.slice(0, at), name.slice(at + 1)];
}
