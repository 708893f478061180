import { expect, test } from '@playwright/test';
import { buildLetter } from '../build-letter.ts';
import { builtMessages } from '../build/clinical.fixture.ts';
import { aLetter } from '../letter.fixture.ts';
import { parseExchangeJson } from '../parse-exchange-json.ts';
import { parseMessage, rebuildMessage } from '../parse-message.ts';

const invalid = expect.objectContaining({ code: 'MESSAGE_INVALID' }) as Error;

const ebXml = (inside: string): string => `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/">
  <S:Header xmlns:eb="http://www.oasis-open.org/committees/ebxml-msg/schema/msg-header-2_0.xsd">
    <eb:MessageHeader eb:version="2.0">
      <eb:From><eb:PartyId eb:type="HER">8900101</eb:PartyId><eb:Role>EPIKRISEsender</eb:Role></eb:From>
      <eb:To><eb:PartyId eb:type="HER">8900201</eb:PartyId></eb:To>
      <eb:CPAId>cpa</eb:CPAId><eb:ConversationId>c</eb:ConversationId>
      <eb:Service>EPIKRISE-S</eb:Service><eb:Action>EPIKRISE</eb:Action>
      <eb:MessageData><eb:MessageId> m </eb:MessageId><eb:Timestamp>2026-11-22T08:00:00</eb:Timestamp></eb:MessageData>
    </eb:MessageHeader>${inside}
  </S:Header><S:Body/></S:Envelope>`;

test('an ebXML header: who, whom, what', () => {
  expect(parseMessage(ebXml('<eb:AckRequested/>'))).toMatchObject({
    root: 'ebXML',
    kind: 'message',
    msgId: 'm',
    from: { ids: [{ type: 'HER', id: '8900101' }], role: 'EPIKRISEsender' },
    to: { ids: [{ type: 'HER', id: '8900201' }] },
    action: 'EPIKRISE',
    ackRequested: true,
  });
});

test('an ebXML acknowledgement and an error name the message that they are about', () => {
  const acknowledged = ebXml(
    '<eb:Acknowledgment><eb:RefToMessageId>x</eb:RefToMessageId></eb:Acknowledgment>',
  );
  expect(parseMessage(acknowledged)).toMatchObject({ kind: 'acknowledgement', refersTo: 'x' });
  expect(parseMessage(ebXml('<eb:ErrorList/>'))).toMatchObject({ kind: 'error' });
  expect(() => parseMessage(ebXml('').replace(/<eb:MessageId>.*<\/eb:MessageId>/, ''))).toThrow(invalid);
});

const soap = (version: string, body: string): string =>
  `<s:Envelope xmlns:s="${version}"><s:Body>${body}</s:Body></s:Envelope>`;
const soap11 = 'http://schemas.xmlsoap.org/soap/envelope/';
const soap12 = 'http://www.w3.org/2003/05/soap-envelope';

test('SOAP faults of both versions, other operations, and an empty body', () => {
  const fault12 =
    '<s:Fault><s:Code><s:Value>s:Sender</s:Value></s:Code><s:Reason><s:Text>Nei</s:Text></s:Reason>' +
    '<s:Detail><G xmlns="urn:g"><ErrorCode>InvalidHerIdSupplied</ErrorCode></G></s:Detail></s:Fault>';
  expect(parseMessage(soap(soap12, fault12))).toMatchObject({
    root: 'SOAP',
    version: '1.2',
    body: { kind: 'fault', code: 's:Sender', reason: 'Nei', errorCode: 'InvalidHerIdSupplied' },
  });
  const fault11 = '<s:Fault><faultcode>s:Client</faultcode><faultstring>Nei</faultstring></s:Fault>';
  expect(parseMessage(soap(soap11, fault11))).toMatchObject({ version: '1.1', body: { code: 's:Client' } });
  expect(parseMessage(soap(soap12, '<Ping xmlns="urn:p"/>'))).toMatchObject({
    body: { kind: 'other', operation: 'Ping' },
  });
  expect(() => parseMessage(soap(soap12, ''))).toThrow(invalid);
});

test('a communication party of the address register', () => {
  const party = `<R xmlns="http://register.nhn.no/CommunicationParty"><GetCommunicationPartyDetailsResult
    xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:type="a:Service"><Active>true</Active>
    <ElectronicAddresses><E><Address>x@y.test</Address><TypeCodeValue>E_EDI</TypeCodeValue></E></ElectronicAddresses>
    <HerId>8900101</HerId><Name>Poliklinikk</Name></GetCommunicationPartyDetailsResult></R>`;
  expect(parseMessage(soap(soap12, party))).toMatchObject({
    body: {
      kind: 'communicationParty',
      party: { type: 'Service', herId: '8900101', addresses: [{ type: 'E_EDI', address: 'x@y.test' }] },
    },
  });
});

test('a collaboration profile: whose, and which processes', () => {
  const cpp = `<t:CollaborationProtocolProfile t:cppid="id"
    xmlns:t="http://www.oasis-open.org/committees/ebxml-cppa/schema/cpp-cpa-2_0.xsd">
    <t:PartyInfo t:partyName="Portal"><t:PartyId t:type="HER">8900201</t:PartyId><t:CollaborationRole>
    <t:ProcessSpecification t:name="Dialog" t:version="1.1"/><t:Role t:name="receiver"/>
    </t:CollaborationRole></t:PartyInfo></t:CollaborationProtocolProfile>`;
  expect(parseMessage(cpp)).toMatchObject({
    root: 'Collaboration',
    kind: 'CPP',
    msgId: 'id',
    parties: [{ ids: ['8900201'], processes: [{ name: 'Dialog', version: '1.1', role: 'receiver' }] }],
  });
  expect(() => parseMessage(cpp.replace('t:cppid="id"', ''))).toThrow(invalid);
});

test('an appointment without what the portal demands is refused, though its schema lets it through', () => {
  const { xml = '' } = builtMessages['appointment'] ?? {};
  expect(() => parseMessage(xml.replace(/<contact>[\s\S]*<\/contact>/, ''))).toThrow(/events\.0\.contact/);
  expect(() => parseMessage(xml.replace('T11:45:00<', 'T11:45:00+01:00<'))).toThrow(/without an offset/);
  expect(() => parseMessage(xml.replace('CONFIRMED', 'MAYBE'))).toThrow(/events\.0\.status/);
});

test('rebuilding keeps comments, instructions, prefixes, CDATA, references, and the order of mixed content', () => {
  const xml = buildLetter(aLetter)
    .replace('<MsgHead', '<!-- før --><?app x="1"?>\n<MsgHead')
    .replace('Hei!', 'a &amp; <![CDATA[<b>]]> &#13;&#9;')
    .replace('<MsgInfo>', '<MsgInfo xmlns:f="urn:f" f:x="a&#10;b&quot;"><f:a>1<f:b/>2<!--c-->3</f:a>');
  const once = rebuildMessage(parseMessage(xml));
  expect(once).toContain('<!-- før -->\n<?app x="1"?>\n<MsgHead');
  expect(once).toContain('a &amp; &lt;b&gt; &#13;\t');
  expect(once).toContain('f:x="a&#10;b&quot;"><f:a>1<f:b/>2<!--c-->3</f:a>');
  expect(rebuildMessage(parseMessage(once))).toBe(once);
});

test('a note in XHTML is read in order', () => {
  const { xml = '' } = builtMessages['health dialogue 1.1'] ?? {};
  const div = '<div xmlns="http://www.w3.org/1999/xhtml">Hei <b>på</b> deg</div>';
  expect(parseMessage(xml.replace(/(<TekstNotatInnhold>).*(<)/, `$1${div}$2`))).toMatchObject({
    documents: [{ content: { notes: [{ text: 'Hei på deg' }] } }],
  });
});

test('JSON answers of the exchange by their shape', () => {
  const id = '0556bccf-ccf9-4597-9673-14cbd1a96d99';
  const kindOf = (value: unknown): string => parseExchangeJson(JSON.stringify(value)).kind;
  expect(kindOf(id)).toBe('postedId');
  expect(kindOf({ id, receiverHerId: 8900101 })).toBe('message');
  expect(kindOf([])).toBe('messages');
  expect(kindOf([{ receiverHerId: 1, transportDeliveryState: 'Unconfirmed' }])).toBe('status');
  expect(kindOf([{ receiverHerId: 1, appRecStatus: 'Ok', appRecErrorList: [] }])).toBe('appRec');
  for (const wrong of [
    '',
    '{',
    '7',
    'null',
    '{}',
    '[[]]',
    '"x"',
    '[{"receiverHerId":1,"transportDeliveryState":"?"}]',
  ]) {
    expect(() => parseExchangeJson(wrong)).toThrow(invalid);
  }
});
