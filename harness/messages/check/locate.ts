import type { WrittenElement } from '../xml/xml-document.ts';
import type { Trail } from './finding.ts';

/** Keys of typed values → names of the elements that they come from. */
const elementNames: Readonly<Record<string, readonly string[]>> = {
  documents: ['Document'],
  events: ['vevent', 'TidsfestetHendelse'],
  bills: ['Enkeltregning'],
  results: ['ResultItem'],
  errors: ['Error'],
  failures: ['Feilmelding'],
  notificationFailures: ['Varslingfeilet'],
  otherReceivers: ['OtherReceiver', 'CopyDest'],
  start: ['dtstart'],
  end: ['dtend'],
  title: ['Emne'],
  senderName: ['Meldingsavsender'],
  text: ['Meldingstekst', 'TextResultValue'],
  repliesAllowed: ['SvarTillatt'],
  deliveryReport: ['Leveringsrapport'],
  type: ['Type'],
  id: ['Id'],
  genDate: ['GenDate', 'IssueDate', 'Timestamp'],
  msgId: ['MsgId', 'MessageId', 'Id'],
  letterMsgId: ['ConversationRef'],
  patient: ['Patient'],
  pid: ['Ident', 'OffId'],
  sender: ['Sender', 'ServProvider', 'Requester', 'From'],
  receiver: ['Receiver', 'Requester', 'ServProvider', 'To'],
  original: ['OriginalMsgId'],
  status: ['Status', 'status', 'Forsendelsesstatus'],
  version: ['MIGversion'],
  serviceType: ['ServType'],
  issued: ['IssueDate'],
  documentId: ['DocumentId'],
  prescribed: ['Forskrivningsdato'],
  expires: ['Utloper'],
  prescriptionId: ['ReseptId'],
  count: ['AntallRegninger'],
  total: ['SumKravSamlet'],
  delivered: ['Levert'],
  base64: ['Base64Container'],
};

function find(trail: Trail, names: readonly string[], index: number): Trail | undefined {
  let left = index;
  const search = (from: Trail): Trail | undefined => {
    for (const child of (from.at(-1) as WrittenElement).children) {
      const here: Trail = [...from, child];
      if (names.includes(child.name) && left-- === 0) return here;
      const inside = search(here);
      if (inside !== undefined) return inside;
    }
    return undefined;
  };
  return search(trail);
}

/** The element that a place in a typed value comes from, as near as it can be told. */
export function locate(root: WrittenElement, place: readonly PropertyKey[]): Trail {
  let trail: Trail = [root];
  place.forEach((key, index) => {
    const names = typeof key === 'string' && Object.hasOwn(elementNames, key) ? elementNames[key] : undefined;
    const next = place[index + 1];
    if (names) trail = find(trail, names, typeof next === 'number' ? next : 0) ?? trail;
  });
  return trail;
}
