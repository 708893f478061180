import type { ReceivedParty, ReceivedPatient } from './facts.ts';
import { present } from './present.ts';
import { childOf, childrenOf, codeOf, textOf, tokenOf, type XmlElement } from '../xml-element.ts';

/** The first Ident of one of the given types. */
function identOf(holder: XmlElement | undefined, ...types: readonly string[]): string | undefined {
  const ident = childrenOf(holder, 'Ident').find((one) => types.includes(codeOf(one, 'TypeId') ?? ''));
  return tokenOf(ident, 'Id');
}

const fullName = (person: XmlElement | undefined): string | undefined => {
  const names = ['GivenName', 'MiddleName', 'FamilyName'].map((name) => textOf(person, name));
  return names.filter((name) => name !== undefined).join(' ') || undefined;
};

/** What was read of parties that stand in many messages: see `scanPlainHead`. */
const known = new WeakMap<XmlElement, ReceivedParty>();

/** Sender, Receiver or OtherReceiver of a MsgHead: level 2 is a service or, failing that, a health professional. */
export function readHeadParty(holder: XmlElement | undefined): ReceivedParty {
  let party = holder && known.get(holder);
  if (party === undefined) {
    party = readParty(holder);
    if (holder !== undefined) known.set(holder, party);
  }
  return party;
}

function readParty(holder: XmlElement | undefined): ReceivedParty {
  const organisation = childOf(holder, 'Organisation');
  const service = childOf(organisation, 'Organisation');
  const person = childOf(organisation, 'HealthcareProfessional') ?? childOf(holder, 'HealthcareProfessional');
  const serviceHerId = identOf(service, 'HER');
  return present({
    organisationName: textOf(organisation, 'OrganisationName'),
    organisationHerId: identOf(organisation, 'HER'),
    organisationNumber: identOf(organisation, 'ENH'),
    serviceName: serviceHerId === undefined ? fullName(person) : textOf(service, 'OrganisationName'),
    serviceHerId: serviceHerId ?? identOf(person, 'HER'),
    isPerson: serviceHerId === undefined && person !== undefined ? (true as const) : undefined,
  });
}

/** The patient of a MsgHead. */
export function readPatient(patient: XmlElement): ReceivedPatient {
  return present({
    pid: identOf(patient, 'FNR', 'DNR'),
    familyName: textOf(patient, 'FamilyName'),
    middleName: textOf(patient, 'MiddleName'),
    givenName: textOf(patient, 'GivenName'),
  });
}
