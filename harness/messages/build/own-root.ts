import type { Party, Patient } from '../letter.ts';
import { writeXml, type XmlNode } from '../xml/write-xml.ts';
import type { ClinicalHead } from './clinical-facts.ts';
import { at } from './coded.ts';

const herId = { $: { V: 'HER', DN: 'HER-id' } } as const;

/** Sender or receiver of an own-root message: the institution and its department. */
export function hcp(party: Party, order: 'departments first' | 'additional ids first'): XmlNode {
  const department = { Dept: { Name: party.serviceName, Id: party.serviceHerId, TypeId: herId } };
  const additional: XmlNode =
    party.organisationNumber === undefined
      ? {}
      : {
          AdditionalId: {
            Id: party.organisationNumber,
            Type: { $: { V: 'ENH', DN: 'Organisasjonsnummeret i Enhetsregisteret' } },
          },
        };
  return {
    HCP: {
      Inst: {
        ...{ Name: party.organisationName, Id: party.organisationHerId, TypeId: herId },
        ...(order === 'departments first'
          ? { ...department, ...additional }
          : { ...additional, ...department }),
      },
    },
  };
}

/** Name and number of a patient, "Family, Given". */
export function patientFacts(patient: Patient): XmlNode {
  const given = [patient.givenName, patient.middleName].filter((name) => name !== undefined).join(' ');
  // A D-number has 4 added to its first digit.
  const type = /^[4-7]/.test(patient.pid) ? { V: 'DNR', DN: 'D-nummer' } : { V: 'FNR', DN: 'Fødselsnummer' };
  return { Name: `${patient.familyName}, ${given}`, OffId: patient.pid, TypeOffId: { $: type } };
}

/** A `Message` around its one report or request. */
export function writeOwnRoot(
  head: ClinicalHead,
  format: {
    readonly xmlns: string;
    readonly version: string;
    readonly type: { readonly V: string; readonly DN: string };
  },
  content: XmlNode,
): string {
  return writeXml({
    Message: {
      $: { xmlns: format.xmlns },
      Type: { $: format.type },
      MIGversion: format.version,
      GenDate: at(head.genDate),
      MsgId: head.msgId,
      ...content,
    },
  });
}
