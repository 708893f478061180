import { expect } from '@playwright/test';
import fc from 'fast-check';
import { HarnessError } from '../errors.ts';
import { checkMessageFile } from './check-message.ts';
import { decodeXml } from './decode-xml.ts';
import { parseExchangeJson } from './parse-exchange-json.ts';
import { parseMessage, rebuildMessage } from './parse-message.ts';
import { readEnvelope } from './read-envelope.ts';

const parsers: readonly ((bytes: Uint8Array) => unknown)[] = [
  (bytes) => rebuildMessage(parseMessage(decodeXml(bytes))),
  (bytes) => readEnvelope(decodeXml(bytes)),
  (bytes) => parseExchangeJson(new TextDecoder().decode(bytes)),
];

/** Each parser reads the bytes or refuses them with MESSAGE_INVALID; the check always gives a report. */
export function expectNoCrash(bytes: Uint8Array): void {
  for (const parse of parsers) {
    try {
      parse(bytes);
    } catch (error) {
      if (!(error instanceof HarnessError && error.code === 'MESSAGE_INVALID')) throw error;
    }
  }
  expect(['good', 'refused']).toContain(checkMessageFile(bytes).verdict);
}

const pieces = [
  '<',
  '>',
  '&',
  '"',
  '<!--',
  ']]>',
  '<![CDATA[',
  '&#0;',
  '&#xD800;',
  'xmlns:',
  '/>',
  '__proto__',
  ':',
  '\r',
  '\u0000',
  '9'.repeat(400),
];

/** The bytes of one of the texts, damaged in one to four places. */
export const damaged = (texts: readonly (string | Uint8Array)[]): fc.Arbitrary<Uint8Array> =>
  fc
    .record({
      text: fc.constantFrom(...texts.map((text) => Buffer.from(text))),
      changes: fc.array(
        fc.record({
          at: fc.double({ min: 0, max: 1, noNaN: true }),
          cut: fc.nat(60),
          put: fc.oneof(
            fc.constantFrom(...pieces.map((piece) => Buffer.from(piece))),
            fc.uint8Array({ maxLength: 8 }),
          ),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    })
    .map(({ text, changes }) =>
      changes.reduce<Uint8Array>((bytes, { at, cut, put }) => {
        const place = Math.floor(at * bytes.length);
        return Buffer.concat([bytes.subarray(0, place), put, bytes.subarray(place + cut)]);
      }, text),
    );
