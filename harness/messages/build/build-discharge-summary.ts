import { namespaces } from '../code-systems.ts';
import type { XmlNode } from '../xml/write-xml.ts';
import type { Code, DischargeSummary } from './clinical-facts.ts';
import { at, cs, cv, serviceType } from './coded.ts';
import { hcp, patientFacts, writeOwnRoot } from './own-root.ts';

const diagnosis = (code: Code, type: { readonly code: string; readonly name: string }): XmlNode => ({
  Observation: { CodedDescr: { Concept: cv(code) } },
  Type: cs(type),
});

/** A discharge summary 1.2 as XML, with a root of its own. It is not checked here; `dischargeSummarySchema` does that. */
export function buildDischargeSummary(summary: DischargeSummary): string {
  const event: XmlNode = {
    ReportedEvent: { StartDateTime: at(summary.stay.from), EndDateTime: at(summary.stay.to) },
    ServType: serviceType(summary.status),
    Service: { AdmCat: cs({ code: '1', name: 'Heldøgnsopphold' }) },
    InfItem: [
      diagnosis(summary.mainDiagnosis, { code: 'H', name: 'Hoveddiagnose' }),
      ...summary.otherDiagnoses.map((code) => diagnosis(code, { code: 'B', name: 'Bidiagnose' })),
      ...summary.findings.map(({ heading, text }) => ({
        Observation: { Description: text },
        Type: cs(heading),
      })),
    ],
  };
  const report: XmlNode = {
    ServType: serviceType(summary.status),
    IssueDate: at(summary.genDate),
    Status: cs({ code: 'F', name: 'Endelig rapport' }),
    MsgDescr: summary.description,
    ServProvId: summary.documentId,
    Event: event,
    Patient: patientFacts(summary.patient),
    ServProvider: hcp(summary.sender, 'departments first'),
    Requester: hcp(summary.receiver, 'departments first'),
  };
  const format = { xmlns: namespaces.dischargeSummary12, version: 'v1.2 2012-02-15' };
  return writeOwnRoot(summary, { ...format, type: { V: 'EPIKRISE', DN: 'Epikrise' } }, { ServRprt: report });
}
