import { expect, test } from '@playwright/test';
import { buildLetter } from './build-letter.ts';
import { builtMessages } from './build/clinical.fixture.ts';
import { checkMessageFile } from './check-message.ts';
import { decodeXml } from './decode-xml.ts';
import { aLetter } from './letter.fixture.ts';
import { parseMessage } from './parse-message.ts';
import { parseXml } from './parse-xml.ts';
import { readEnvelope } from './read-envelope.ts';
import { refusal } from './refusal.fixture.ts';

const letter = buildLetter(aLetter);
const bytes = (text: string, encoding: BufferEncoding = 'utf8'): Buffer => Buffer.from(text, encoding);
const withDoctype = (subset: string): string =>
  letter.replace('<MsgHead', `<!DOCTYPE MsgHead ${subset}><MsgHead`);
const utf16 = (text: string): Buffer => Buffer.concat([Buffer.from([0xff, 0xfe]), bytes(text, 'utf16le')]);
const declared = (encoding: string): string => letter.replace('UTF-8', encoding);

/** OWASP, XML Security Cheat Sheet. */
const attacks: Readonly<Record<string, string>> = {
  'external entity, file': withDoctype('[<!ENTITY x SYSTEM "file:///etc/hostname">]').replace('Hei!', '&x;'),
  'external entity, network': withDoctype('[<!ENTITY x SYSTEM "http://127.0.0.1:9/">]').replace(
    'Hei!',
    '&x;',
  ),
  'parameter entity': withDoctype('[<!ENTITY % x SYSTEM "file:///etc/hostname"> %x;]'),
  'external DTD': withDoctype('SYSTEM "http://127.0.0.1:9/x.dtd"'),
  'billion laughs': withDoctype('[<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]').replace('Hei!', '&b;'),
  'quadratic blow-up': withDoctype(`[<!ENTITY a "${'a'.repeat(50_000)}">]`).replace(
    'Hei!',
    '&a;'.repeat(1000),
  ),
  'recursive entity': withDoctype('[<!ENTITY a "&b;"><!ENTITY b "&a;">]').replace('Hei!', '&a;'),
  'entity without declaration': letter.replace('Hei!', '&x;'),
  'deep nesting': `${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`,
  'two roots': `${letter}${letter.replace(/^<\?xml.*\?>/, '')}`,
  'an attribute twice': letter.replace('<MsgHead ', '<MsgHead a="1" a="2" '),
  'an attribute twice by namespace': letter.replace(
    '<MsgHead ',
    '<MsgHead xmlns:p="urn:p" xmlns:q="urn:p" p:a="1" q:a="2" ',
  ),
  'a prefix that stands for nothing': letter.replace('<MsgInfo>', '<MsgInfo p:a="1">'),
  '< in an attribute': letter.replace('V="J"', 'V="<"'),
  ']]> in text': letter.replace('Hei!', ']]>'),
  'a million attributes': letter.replace(
    '<MsgInfo>',
    `<MsgInfo ${Array.from({ length: 1_000_000 }, (_, n) => `a${n}=""`).join(' ')}>`,
  ),
  'an encoding that no message comes in': declared('UTF-7'),
};

for (const [attack, xml] of Object.entries(attacks)) {
  test(`${attack} is refused, quickly`, () => {
    const start = performance.now();
    expect(refusal(() => parseMessage(xml))).not.toContain(aLetter.patient.familyName);
    expect(performance.now() - start).toBeLessThan(2000);
    expect(checkMessageFile(bytes(xml)).verdict).toBe('refused');
  });
}

test('a million attributes are refused by the envelope too, quickly, however they are written', () => {
  const plain = attacks['a million attributes'] ?? '';
  for (const xml of [plain, plain.replace('?>', '?><!-- -->')]) {
    const start = performance.now();
    expect(refusal(() => readEnvelope(xml))).toMatch(/more than 1000 attributes/);
    expect(performance.now() - start).toBeLessThan(2000);
  }
});

test('bytes in another encoding than declared are refused', () => {
  for (const wrong of [
    bytes(declared('UTF-8').replace('Lønnesirup', 'Lønnesirup'), 'latin1'),
    bytes(declared('UTF-16')),
    utf16(declared('UTF-8')),
    Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes(declared('ISO-8859-1'))]),
    Buffer.from([0xff, 0xfe, 0x00]),
  ]) {
    expect(refusal(() => decodeXml(wrong))).toMatch(/encoding/);
    expect(checkMessageFile(wrong).verdict).toBe('refused');
  }
});

test('bytes in the encoding that they declare are read', () => {
  for (const right of [
    bytes(letter),
    Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes(letter)]),
    bytes(declared('ISO-8859-1'), 'latin1'),
    utf16(declared('UTF-16')),
    bytes(letter.replace(/^<\?xml.*\?>/, '')),
  ]) {
    expect(parseMessage(decodeXml(right))).toMatchObject({ patient: { familyName: 'Lønnesirup' } });
  }
});

test('a DOCTYPE in UTF-16 is seen', () => {
  const hidden = utf16(withDoctype('[<!ENTITY a "b">]').replace('UTF-8', 'UTF-16'));
  expect(refusal(() => parseMessage(decodeXml(hidden)))).toMatch(/DOCTYPE/);
});

test('names of JavaScript itself are just names, as elements, attributes, prefixes and namespaces', () => {
  for (const name of ['__proto__', 'constructor', 'hasOwnProperty', 'toString']) {
    const root = parseXml(
      `<r ${name}="1" b="2" xmlns:${name}="urn:x"><${name}:${name} xmlns="${name}"/></r>`,
    );
    expect(Object.hasOwn(root.attributes, name)).toBe(true);
    expect(root.attributes['b']).toBe('2');
    expect(root.children[0]).toMatchObject({ name, namespace: 'urn:x' });
    expect(refusal(() => parseMessage(`<Message xmlns="${name}"/>`))).toMatch(/^Expected MsgHead/);
    expect(refusal(() => parseMessage(`<Envelope xmlns="${name}"/>`))).toMatch(/^Expected MsgHead/);
    const inMsgHead = letter.replaceAll('MeldingInnbygger', name);
    expect(parseMessage(inMsgHead)).toMatchObject({ root: 'MsgHead' });
  }
  expect(Object.prototype).not.toHaveProperty('b');
});

test('an own root of another version is refused', () => {
  const { xml = '' } = builtMessages['discharge summary 1.2'] ?? {};
  expect(refusal(() => parseMessage(xml.replace('v1.2 2012', 'v1.1 2012')))).toMatch(/unknown version/);
  expect(refusal(() => readEnvelope(xml.replace('epikrise/2012-02-15', 'epikrise/2099-01-01')))).toMatch(
    /^Expected MsgHead/,
  );
});
