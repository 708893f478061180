import { ownRootSchema, type OwnRootKind } from '../kinds/own-root.ts';
import { checkMessage, messageInvalid } from '../message-invalid.ts';
import { childrenOf, codeOf, textOf, tokenOf, type XmlElement } from '../xml-element.ts';
import type { ReceivedPatient } from './facts.ts';
import { along, readable, valueAt, within } from './find-elements.ts';
import { present } from './present.ts';
import { readConcepts, readHeadedTexts, readItems } from './read-clinical.ts';
import { readCoded } from './read-coded.ts';
import { readHcpParty } from './read-hcp-party.ts';

const kith = 'http://www.kith.no/xmlstds';

/** Namespace → kind, version, and the type where the message says none. */
const formats: Readonly<Record<string, readonly [OwnRootKind, string, string]>> = {
  [`${kith}/henvisning/2005-07-08`]: ['Henvisning', '1.0', 'HENVISNING'],
  [`${kith}/henvisning/2012-02-15`]: ['Henvisning', '1.1', 'HENVISNING'],
  [`${kith}/epikrise/2006-09-23`]: ['Epikrise', '1.1', 'EPIKRISE'],
  [`${kith}/epikrise/2012-02-15`]: ['Epikrise', '1.2', 'EPIKRISE'],
  [`${kith}/labsvar/2008-12-01`]: ['Svarrapport', '1.3', 'SVAR'],
  [`${kith}/labsvar/2012-02-15`]: ['Svarrapport', '1.4', 'SVAR'],
  [`${kith}/rekvisisjon/2008-12-01`]: ['Rekvisisjon', '1.5', 'REQ'],
  [`${kith}/rekvisisjon/2012-02-15`]: ['Rekvisisjon', '1.6', 'REQ'],
};

/** Whether the element is a message with a root of its own that we read. */
export const isOwnRoot = (element: { readonly name: string; readonly namespace: string }): boolean =>
  element.name === 'Message' && Object.hasOwn(formats, element.namespace);

// "Family, Given" or "Given Family".
function readName(name: string | undefined): Pick<ReceivedPatient, 'familyName' | 'givenName'> {
  const words = name?.trim() ?? '';
  if (words === '') return {};
  const [familyName = '', givenName] = words.includes(',')
    ? words.split(/\s*,\s*/, 2)
    : [words.split(/\s+/).at(-1), words.split(/\s+/).slice(0, -1).join(' ')];
  return { familyName, ...(givenName ? { givenName } : {}) };
}

const readPatient = (patient: XmlElement): ReceivedPatient => ({
  ...present({
    pid: ['FNR', 'DNR'].includes(codeOf(patient, 'TypeOffId') ?? '') ? tokenOf(patient, 'OffId') : undefined,
  }),
  ...readName(textOf(patient, 'Name')),
});

const readResult = (result: XmlElement): object => {
  const number = along(result, 'NumResult', 'NumResultValue');
  const text =
    along(result, 'TextResult', 'TextResultValue') ??
    along(result, 'TextResult', 'Result', 'TextResultValue');
  const investigation = along(result, 'Investigation', 'Id') ?? along(result, 'ClinInv', 'Id');
  return present({
    investigation: investigation && readCoded(investigation),
    value:
      number?.attributes['V'] ??
      valueAt(result, 'DateResult', 'DateResultValue') ??
      (readable(text) || undefined),
    unit: number?.attributes['U'] ?? (readable(along(result, 'TextResult', 'Unit')) || undefined),
    reference: readable(along(result, 'RefInterval', 'Descr')) || undefined,
    deviation: valueAt(result, 'DevResultInd'),
  });
};

/** The essence of each kind; the element is ServReq, ServRprt or ServReport. */
const contents: Readonly<Record<OwnRootKind, (report: XmlElement | undefined) => object>> = {
  Henvisning: (request) => ({
    purpose: readCoded(along(request, 'MsgDescr')),
    reasons: readHeadedTexts(childrenOf(request, 'ReasonAsText')),
    findings: readItems(request),
    diagnoses: readConcepts(request, 'Diagnosis'),
    ...present({ priority: valueAt(request, 'ReqServ', 'Priority') }),
  }),
  Epikrise: (report) => ({
    status: codeOf(report, 'Status'),
    description: textOf(report, 'MsgDescr'),
    findings: readItems(report),
    diagnoses: readConcepts(report, 'CodedDescr'),
  }),
  Svarrapport: (report) => ({
    status: codeOf(report, 'Status'),
    description: readCoded(along(report, 'MsgDescr')),
    results: within(report, 'ResultItem').map(readResult),
  }),
  Rekvisisjon: (request) => ({
    description: readCoded(along(request, 'MsgDescr')),
    investigations: within(request, 'Investigation').map((one) => readCoded(along(one, 'Id'))),
  }),
};

/** Facts of a `Message` root (Henvisning 1.x, Epikrise, Svarrapport, Rekvisisjon), checked; refuses other versions. */
export function readOwnRoot(message: XmlElement) {
  const [kind, version, type] = formats[message.namespace] ?? [];
  const told = /^v?(\d+\.\d+)/.exec(tokenOf(message, 'MIGversion') ?? '')?.[1];
  if (kind === undefined || told !== version) {
    throw messageInvalid('The Message has an unknown version: MIGversion must be that of its namespace.');
  }
  const isRequest = kind === 'Henvisning' || kind === 'Rekvisisjon';
  const report = along(message, 'ServReq') ?? along(message, 'ServRprt') ?? along(message, 'ServReport');
  const [requester, provider] = [along(report, 'Requester'), along(report, 'ServProvider')].map(readHcpParty);
  const patient = along(report, 'Patient');
  const facts = {
    ...{ root: 'Message', kind, version, type: codeOf(message, 'Type') ?? type },
    ...{ msgId: tokenOf(message, 'MsgId'), genDate: codeOf(message, 'GenDate') },
    sender: isRequest ? requester : provider,
    receiver: isRequest ? provider : requester,
    otherReceivers: childrenOf(report, 'CopyDest').map(readHcpParty),
    ...present({ patient: patient && readPatient(patient) }),
    ...{ serviceType: codeOf(report, 'ServType'), issued: codeOf(report, 'IssueDate') },
    ...contents[kind](report),
  };
  return checkMessage(ownRootSchema, facts, kind);
}
