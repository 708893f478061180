import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { parseStringPromise } from 'xml2js';
import { kindOf, pretty } from './pretty.ts';

const long = 'x'.repeat(120);

test('pretty() indents XML that stands on one line, and keeps the text of an element beside its tags', () => {
  const xml = `<?xml version="1.0"?><s:Envelope a="1 > 0"><s:Body><name>${long}</name><none/><empty></empty></s:Body></s:Envelope>`;
  expect(pretty(xml)).toBe(`<?xml version="1.0"?>
<s:Envelope a="1 > 0">
  <s:Body>
    <name>${long}</name>
    <none/>
    <empty></empty>
  </s:Body>
</s:Envelope>`);
});

test('pretty() leaves alone what is readable, and what is neither XML nor JSON', () => {
  const readable = `<MsgHead>\n  <MsgInfo/>\n  <Content>${long}</Content>\n</MsgHead>`;
  for (const text of [readable, `<broken ${long}`, 'plain text', '{"half":', '']) {
    expect(pretty(text)).toBe(text);
  }
  expect(pretty('{"appRecStatus":"1"}')).toBe('{\n  "appRecStatus": "1"\n}');
});

test('pretty() changes nothing of an XML document but white space between elements', async () => {
  const text = fc.stringMatching(/^[a-zæøå0-9 &;]{0,12}$/).map((raw) => raw.replace(/[&;]/g, '').trim());
  const element = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      text.map((inner) => `<leaf v="a'b">${inner}</leaf>`),
      fc
        .array(tie('node'), { minLength: 1, maxLength: 4 })
        .map((inner) => `<n:branch>${inner.join('')}</n:branch>`),
    ),
  })).node;
  await fc.assert(
    fc.asyncProperty(element, async (inner) => {
      const xml = `<root note="${long}">${inner}</root>`;
      const read = (of: string): Promise<unknown> => parseStringPromise(of);
      expect(await read(pretty(xml))).toEqual(await read(xml));
    }),
    { numRuns: 60 },
  );
});

test('kindOf() names a message by its root', () => {
  expect(kindOf('<?xml version="1.0"?>\n<MsgHead xmlns="x">')).toBe('MsgHead');
  expect(kindOf('<s:Envelope>')).toBe('SOAP');
  expect(kindOf(' {"appRecStatus":"1"}')).toBe('JSON');
  expect(kindOf('nothing')).toBe('');
});
