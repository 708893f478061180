import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { buildAppRec } from './build-apprec.ts';
import { buildLetter } from './build-letter.ts';
import { aLetter, anAppRec, anyAppRec, anyLetter } from './letter.fixture.ts';
import { readEnvelope } from './read-envelope.ts';

const letter = buildLetter(aLetter);

test('readEnvelope() gives sender, receiver and ids of any letter', () => {
  fc.assert(
    fc.property(anyLetter, (any) => {
      expect(readEnvelope(buildLetter(any))).toEqual({
        root: 'MsgHead',
        type: 'DIALOG_INNBYGGER_MELDINGSFORMIDLING',
        msgId: any.msgId,
        genDate: any.genDate,
        senderHerId: any.sender.serviceHerId,
        senderOrganisationHerId: any.sender.organisationHerId,
        receiverHerIds: [any.receiver.serviceHerId],
      });
    }),
  );
});

test('readEnvelope() gives what any receipt answers, and how', () => {
  fc.assert(
    fc.property(anyAppRec, (any) => {
      expect(readEnvelope(buildAppRec(any))).toEqual({
        root: 'AppRec',
        type: 'APPREC',
        msgId: any.id,
        genDate: any.genDate,
        senderHerId: any.sender.serviceHerId,
        senderOrganisationHerId: any.sender.organisationHerId,
        receiverHerIds: [any.receiver.serviceHerId],
        originalMsgId: any.original.msgId,
        status: any.status,
      });
    }),
  );
});

test('readEnvelope() lists copy receivers after the receiver, a health professional as level 2', () => {
  const copy = `<OtherReceiver><RoleReceiver V="COP"/><Organisation><OrganisationName>Lege</OrganisationName>
    <Ident><Id>8900300</Id><TypeId V="HER"/></Ident><HealthcareProfessional><Ident><Id>8900301</Id>
    <TypeId V=" HER "/></Ident></HealthcareProfessional></Organisation></OtherReceiver>`;
  const { receiverHerIds } = readEnvelope(letter.replace('<Patient>', `${copy}<Patient>`));
  expect(receiverHerIds).toEqual(['8900201', '8900301']);
});

test('readEnvelope() falls back on the organisation where there is no level 2', () => {
  const plain = letter.replaceAll(
    /<Organisation>\s*<OrganisationName>(?:Pasient|Digitale)[\s\S]*?<\/Organisation>/g,
    '',
  );
  expect(readEnvelope(plain)).toMatchObject({ senderHerId: '8900100', receiverHerIds: ['8900200'] });
});

test('readEnvelope() stops after MsgInfo: what follows is neither read nor judged', () => {
  const end = letter.indexOf('</MsgInfo>') + '</MsgInfo>'.length;
  expect(readEnvelope(`${letter.slice(0, end)}<broken`)).toEqual(readEnvelope(letter));
});

test('readEnvelope() finds the end of MsgInfo under any prefix and inside the wrapper', () => {
  const prefixed = letter
    .replace(/^<\?xml.*\?>\s*/, '')
    .replace(/(<\/?)(?=[A-Z])/g, '$1m:')
    .replace('m:MsgHead xmlns=', 'm:MsgHead xmlns:m=');
  const wrapped = `<EI_fellesformat xmlns="http://www.nav.no/xml/eiff/2/">${prefixed}</EI_fellesformat>`;
  expect(readEnvelope(wrapped)).toEqual(readEnvelope(letter));
});

for (const [what, xml, expected] of [
  ['nothing', '', /empty/],
  ['a DOCTYPE', letter.replace('<MsgHead', '<!DOCTYPE a><MsgHead'), /DOCTYPE/],
  ['broken XML', letter.replace('</Sender>', '</Send>'), /not well-formed XML at line \d+, column \d+/],
  ['an end that is missing', letter.slice(0, 500), /not well-formed/],
  ['a forbidden character', letter.replace('Fjordheim', '\u0002'), /forbids/],
  ['another root', '<Message xmlns="urn:x"/>', /found root Message with namespace urn:x/],
  ['no sender HER-id', letter.replace(/<Sender>[\s\S]*<\/Sender>/, '<Sender/>'), /no HER-id for its sender/],
  ['no receiver', letter.replace(/<Receiver>[\s\S]*<\/Receiver>/, ''), /no HER-id for its receiver/],
  ['a HER-id that is none', letter.replace('8900101', 'ABC'), /senderHerId: /],
  ['depth', '<a>'.repeat(1_000_000), /deeper than 100/],
  ['another version', letter.replace('v1.2 2006', 'v2.0 2030'), /unknown version/],
  ['a status that is none', buildAppRec(anAppRec).replace('Status V="1"', 'Status V="x"'), /1, 2 or 3/],
] as const) {
  test(`readEnvelope() refuses ${what}`, () => {
    expect(() => readEnvelope(xml)).toThrow(expect.objectContaining({ code: 'MESSAGE_INVALID' }));
    expect(() => readEnvelope(xml)).toThrow(expected);
  });
}
