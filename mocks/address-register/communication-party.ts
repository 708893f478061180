/** A code of one of the trade's code systems; `OID` is its last number, 9044 for address components. */
export interface Code {
  readonly Active: boolean;
  readonly CodeText: string;
  readonly CodeValue: string;
  readonly LongDescription: string | null;
  readonly OID: number;
  readonly SimpleType: string;
}

export interface ElectronicAddress {
  readonly Address: string;
  /** Whether it is the organisation's address rather than the party's own. */
  readonly Inherited: boolean;
  readonly LastChanged: string;
  readonly Type: Code;
  readonly TypeCodeValue: string;
}

export interface PhysicalAddress {
  readonly City: string;
  readonly Country: Code | null;
  readonly Description: string | null;
  /** Whether it is the organisation's address rather than the party's own. */
  readonly Inherited: boolean;
  readonly LastChanged: string;
  /** A number, as the WSDL has it: 0110 is 110. */
  readonly PostalCode: number;
  readonly Postbox: string | null;
  readonly StreetAddress: string | null;
  readonly Type: Code;
  readonly TypeCodeValue: 'PST' | 'RES';
}

/** What parties of every kind have. */
export interface BaseParty {
  readonly Active: boolean;
  readonly CoverageAreaType: null;
  readonly DisplayName: null;
  readonly ElectronicAddresses: readonly ElectronicAddress[];
  readonly FutureElectronicAddresses: readonly [];
  readonly HerId: number;
  readonly IsValidCommunicationParty: boolean;
  readonly LastChanged: string;
  readonly Municipality: Code | null;
  readonly Name: string;
  readonly ParentBusinessType: Code | null;
  /** -1 when there is none. */
  readonly ParentHerId: number;
  readonly ParentName: string | null;
  /** -1 when there is none. */
  readonly ParentOrganizationNumber: number;
  readonly PhysicalAddresses: readonly PhysicalAddress[];
  readonly ServerTime: string;
  readonly Type: 'Organization' | 'Service' | 'Person';
  readonly Valid: { readonly From: string; readonly To: string };
}

export interface OrganizationParty extends BaseParty {
  readonly Type: 'Organization';
  readonly BusinessType: Code | null;
  readonly IndustryCodes: readonly [];
  readonly OrganizationNumber: number;
  /** Filled where the organisation itself was asked for, null elsewhere; the same goes for Services. */
  readonly People: readonly PersonParty[] | null;
  readonly Properties: readonly [];
  readonly Services: readonly ServiceParty[] | null;
}

export interface ServiceParty extends BaseParty {
  readonly Type: 'Service';
  readonly Code: Code | null;
  readonly CoverageAreas: null;
  readonly Description: null;
  readonly LocationDescription: null;
  readonly Properties: readonly [];
}

export interface PersonParty extends BaseParty {
  readonly Type: 'Person';
  readonly Organizations: null;
  readonly Person: {
    readonly FirstName: string;
    readonly HPRInformation: { readonly HPRNo: string; readonly HPRNumber: number } | null;
    readonly LastName: string;
  };
  readonly Properties: readonly [];
  readonly Title: null;
}

/**
 * A communication party as the register answers with it (the legacy model of its REST API, the types of its WSDL).
 * The keys of an object stand in the WSDL's order, which is binding in XML.
 */
export type CommunicationPartyDetails = OrganizationParty | ServiceParty | PersonParty;
