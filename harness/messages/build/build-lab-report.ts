import { namespaces } from '../code-systems.ts';
import type { XmlNode } from '../xml/write-xml.ts';
import type { LabReport } from './clinical-facts.ts';
import { at, cs, cv, maybe, serviceType } from './coded.ts';
import { hcp, patientFacts, writeOwnRoot } from './own-root.ts';

const sampleId = '1';

const result = ({
  investigation,
  result: found,
  reference,
  deviation,
}: LabReport['results'][number]): XmlNode => ({
  ...('value' in found
    ? { NumResult: { NumResultValue: { $: { V: String(found.value), U: found.unit } } } }
    : { TextResult: { TextResultValue: found.text } }),
  ServType: serviceType('N'),
  ...maybe('RefInterval', reference === undefined ? undefined : { Descr: reference }),
  Investigation: { Id: cv(investigation) },
  ...maybe('DevResultInd', deviation && cs(deviation)),
  StatusInvestigation: cs({ code: '3', name: 'Endelig' }),
  RefAnalysedSubject: sampleId,
});

/** A lab report 1.4 as XML, with a root of its own. It is not checked here; `labReportSchema` does that. */
export function buildLabReport(report: LabReport): string {
  const content: XmlNode = {
    ServType: serviceType(report.status),
    IssueDate: at(report.genDate),
    Status: cs({ code: 'F', name: 'Endelig rapport' }),
    MsgDescr: cs(report.field),
    ServProvId: report.documentId,
    ServReq: { Id: report.requestId },
    Patient: {
      ...patientFacts(report.patient),
      AnalysedSubject: {
        CollectedSample: { CollectedDate: at(report.sample.collected) },
        TypeCoded: cv(report.sample.type),
        IdByServProvider: sampleId,
      },
      ResultItem: report.results.map(result),
    },
    ServProvider: hcp(report.sender, 'departments first'),
    Requester: hcp(report.receiver, 'departments first'),
  };
  const format = { xmlns: namespaces.labReport14, version: 'v1.4 2012-02-15' };
  const type = { V: 'SVAR_LAB', DN: 'Svarrapport-Laboratoriemedisin' };
  return writeOwnRoot(report, { ...format, type }, { ServReport: content });
}
