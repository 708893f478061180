import { namespaces } from '../code-systems.ts';
import type { XmlNode } from '../xml/write-xml.ts';
import type { Requisition } from './clinical-facts.ts';
import { at, cs, cv, serviceType } from './coded.ts';
import { hcp, patientFacts, writeOwnRoot } from './own-root.ts';

/** A lab requisition 1.6 as XML, with a root of its own. It is not checked here; `requisitionSchema` does that. */
export function buildRequisition(requisition: Requisition): string {
  const content: XmlNode = {
    ServType: serviceType(requisition.status),
    IssueDate: at(requisition.genDate),
    MsgDescr: cs(requisition.field),
    Id: requisition.documentId,
    Patient: patientFacts(requisition.patient),
    ServProvider: hcp(requisition.receiver, 'departments first'),
    Requester: hcp(requisition.sender, 'departments first'),
    ReqInvestigation: {
      ServType: serviceType(requisition.status),
      Investigation: requisition.investigations.map((one) => ({ Id: cv(one) })),
      AnalysedSubject: {
        CollectedSample: { CollectedDate: at(requisition.sample.collected) },
        TypeCoded: cv(requisition.sample.type),
        IdByServProv: '1',
      },
    },
  };
  const format = { xmlns: namespaces.requisition16, version: 'v1.6 2012-02-15' };
  const type = { V: 'REQ_LAB', DN: 'Rekvisisjon-Laboratoriemedisin' };
  return writeOwnRoot(requisition, { ...format, type }, { ServReq: content });
}
