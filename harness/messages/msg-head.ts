import { codeSystems, letterType, namespaces } from './code-systems.ts';
import type { Party, Patient } from './letter.ts';
import { writeXml, type XmlNode } from './xml/write-xml.ts';

interface MsgHeadFacts {
  /** MsgInfo/Type; the letter's unless told. */
  readonly type?: { readonly V: string; readonly DN: string };
  readonly msgId: string;
  readonly genDate: string;
  /** MsgId of the message that this one answers, which also began the conversation. */
  readonly answers?: string;
  readonly sender: Party;
  readonly receiver: Party;
  readonly patient?: Patient;
  readonly documents: readonly XmlNode[];
}

const organisationIdent = (id: string, type: 'HER' | 'ENH'): XmlNode => ({
  Id: id,
  TypeId: {
    $: {
      V: type,
      S: codeSystems.organisationId,
      DN: type === 'HER' ? 'HER-id' : 'Organisasjonsnummeret i Enhetsregisteret',
    },
  },
});

const organisation = (party: Party): XmlNode => ({
  Organisation: {
    OrganisationName: party.organisationName,
    Ident: [
      organisationIdent(party.organisationHerId, 'HER'),
      ...(party.organisationNumber === undefined ? [] : [organisationIdent(party.organisationNumber, 'ENH')]),
    ],
    Organisation: {
      OrganisationName: party.serviceName,
      Ident: organisationIdent(party.serviceHerId, 'HER'),
    },
  },
});

// A D-number has 4 added to its first digit.
const personIdType = (pid: string): Readonly<Record<string, string>> =>
  /^[4-7]/.test(pid)
    ? { V: 'DNR', S: codeSystems.personId, DN: 'D-nummer' }
    : { V: 'FNR', S: codeSystems.personId, DN: 'Fødselsnummer' };

const person = (patient: Patient): XmlNode => ({
  FamilyName: patient.familyName,
  ...(patient.middleName === undefined ? {} : { MiddleName: patient.middleName }),
  GivenName: patient.givenName,
  Ident: { Id: patient.pid, TypeId: { $: personIdType(patient.pid) } },
});

/** A MsgHead 1.2 around the given documents. The order of elements is the schema's. */
export function writeMsgHead(facts: MsgHeadFacts): string {
  const { answers } = facts;
  return writeXml({
    MsgHead: {
      $: { xmlns: namespaces.msgHead },
      MsgInfo: {
        Type: { $: facts.type ?? letterType },
        MIGversion: 'v1.2 2006-05-24',
        GenDate: facts.genDate,
        MsgId: facts.msgId,
        Ack: { $: { V: 'J', DN: 'Ja' } },
        ...(answers === undefined
          ? {}
          : { ConversationRef: { RefToParent: answers, RefToConversation: answers } }),
        Sender: organisation(facts.sender),
        Receiver: organisation(facts.receiver),
        ...(facts.patient === undefined ? {} : { Patient: person(facts.patient) }),
      },
      Document: facts.documents,
    },
  });
}

/** A Document that carries an XML part. */
export function xmlDocument(part: {
  readonly description?: string;
  readonly issued?: string;
  readonly content: XmlNode;
}): XmlNode {
  return {
    ...(part.description === undefined ? {} : { ContentDescription: part.description }),
    RefDoc: {
      ...(part.issued === undefined ? {} : { IssueDate: { $: { V: part.issued } } }),
      MsgType: { $: { V: 'XML', DN: 'XML-instans' } },
      Content: part.content,
    },
  };
}
