import { namespaces } from '../code-systems.ts';
import { writeMsgHead, xmlDocument } from '../msg-head.ts';
import type { XmlNode } from '../xml/write-xml.ts';
import type { Referral } from './clinical-facts.ts';
import { at, cs, cv, serviceType } from './coded.ts';
import { hcp, patientFacts, writeOwnRoot } from './own-root.ts';

const types = {
  HENVISNING_NYTILSTAND: 'Henvisning ny tilstand',
  HENVISNING_VIDERE: 'Viderehenvisning',
} as const;

const diagnosis = (code: Referral['diagnoses'][number]): XmlNode => ({ Concept: cv(code) });

/** A referral 2.0 in a MsgHead as XML. It is not checked here; `referralSchema` does that. */
export function buildReferral2(referral: Referral): string {
  const type = referral.type ?? 'HENVISNING_NYTILSTAND';
  const content: XmlNode = {
    Henvisning: {
      $: { xmlns: namespaces.referral20, 'xmlns:po': namespaces.careServiceParts20 },
      ServType: serviceType(referral.status),
      IssueDate: referral.genDate,
      DocumentId: referral.documentId,
      'po:TypeInnholdIMelding': { 'po:TypeInnhold': cv(referral.purpose) },
      InfItem: referral.findings.map(({ heading, text }) => ({
        Observation: { Description: text },
        Type: cv(heading),
      })),
      ReasonAsText: referral.reasons.map(({ heading, text }) => ({
        Heading: cv(heading),
        TextResultValue: text,
      })),
      Diagnosis: referral.diagnoses.map(diagnosis),
      ReqServ: { ServType: serviceType(referral.status), Priority: cs(referral.priority) },
    },
  };
  return writeMsgHead({
    ...referral,
    type: { V: type, DN: types[type] },
    documents: [xmlDocument({ issued: referral.genDate, content })],
  });
}

/** A referral 1.1 as XML, with a root of its own. It is not checked here; `referralSchema` does that. */
export function buildReferral1(referral: Referral): string {
  const order = 'additional ids first';
  const request: XmlNode = {
    ServType: serviceType(referral.status),
    IssueDate: at(referral.genDate),
    MsgDescr: cs(referral.purpose),
    Id: referral.documentId,
    Patient: {
      ...patientFacts(referral.patient),
      InfItem: referral.findings.map(({ heading, text }) => ({
        Observation: { Description: text },
        Type: cs(heading),
      })),
    },
    ServProvider: hcp(referral.receiver, order),
    Requester: hcp(referral.sender, order),
    ReasonAsText: referral.reasons.map(({ heading, text }) => ({
      Heading: cs(heading),
      TextResultValue: text,
    })),
    Diagnosis: referral.diagnoses.map(diagnosis),
    ReqServ: { ServType: serviceType(referral.status), Priority: cs(referral.priority) },
  };
  const format = { xmlns: namespaces.referral11, version: 'v1.1 2012-02-15' };
  return writeOwnRoot(
    referral,
    { ...format, type: { V: 'HENVISNING', DN: 'Henvisning' } },
    { ServReq: request },
  );
}
