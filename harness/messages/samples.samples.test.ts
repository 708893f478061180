import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { decodeXml } from './decode-xml.ts';
import { parseExchangeJson } from './parse-exchange-json.ts';
import { parseMessage, rebuildMessage } from './parse-message.ts';
import { readDeliveryReport } from './read-delivery-report.ts';
import { readEnvelope } from './read-envelope.ts';
import { readLetter } from './read-letter.ts';

const shared = path.resolve(import.meta.dirname, '../../../shared');
const indexFile = path.join(shared, 'samples/INDEX.tsv');
const carried = new Set(['MsgHead', 'AppRec', 'Message']);

const samples = existsSync(indexFile)
  ? readFileSync(indexFile, 'utf8')
      .split('\n')
      .slice(1)
      .filter((row) => row !== '')
      .map((row) => row.split('\t'))
      .map((cells) => ({ file: cells[0] ?? '', isValid: cells[6] === 'valid', expected: cells.at(-1) ?? '' }))
  : [];
const xmlSamples = samples.filter(({ file }) => file.endsWith('.xml'));
const bytesOf = (file: string): Buffer => readFileSync(path.join(shared, 'samples', file));
const read = (file: string): string => decodeXml(bytesOf(file));

let folder: string;
test.beforeAll(() => void (folder = mkdtempSync(path.join(tmpdir(), 'verdikjede-samples-'))));
test.afterAll(() => rmSync(folder, { recursive: true }));

/** W3C Canonical XML, comments included. */
function canonical(xml: string | Buffer): string {
  const file = path.join(folder, 'message.xml');
  writeFileSync(file, xml);
  return execFileSync('xmllint', ['--nonet', '--c14n', file], { encoding: 'utf8', stdio: 'pipe' });
}

test('the samples are there', () => {
  expect(existsSync(indexFile), `These tests need the samples: ${indexFile} is missing.`).toBe(true);
  expect(samples.length).toBeGreaterThanOrEqual(50);
});

for (const { file, isValid, expected } of xmlSamples) {
  const [, reason] = /^refuse: (.*)$/.exec(expected) ?? [];
  if (reason === undefined) {
    test(`${file} parses, its envelope agrees`, () => {
      const message = parseMessage(read(file));
      if (!carried.has(message.root)) return;
      if (message.root === 'AppRec') {
        // The one receipt whose parties have organisation numbers only can't be carried by HER-id.
        if (file.endsWith('ok-feil-i-delmelding.xml')) {
          expect(() => readEnvelope(read(file))).toThrow(/no HER-id for its sender/);
        } else
          expect(readEnvelope(read(file))).toMatchObject({ msgId: message.id, genDate: message.genDate });
      } else if (message.root === 'MsgHead' && message.type === 'LOM') {
        expect(() => readEnvelope(read(file))).toThrow(/no HER-id for its sender/);
      } else if (message.root === 'MsgHead' || message.root === 'Message') {
        expect(readEnvelope(read(file))).toMatchObject({ msgId: message.msgId, type: message.type });
      }
    });
  } else {
    const said =
      { DOCTYPE: /DOCTYPE/, 'unknown version': /unknown version/ }[reason] ??
      /unknown status: it must be 1, 2 or 3/;
    test(`${file} is refused: ${reason}`, () => {
      expect(() => parseMessage(read(file))).toThrow(said);
      expect(() => readEnvelope(read(file))).toThrow(said);
    });
  }
  if (reason === undefined) {
    test(`${file} rebuilt is canonically equal${isValid ? '' : ', though it is not schema-valid'}`, () => {
      expect(canonical(rebuildMessage(parseMessage(read(file))))).toBe(canonical(bytesOf(file)));
    });
  }
}

for (const { file } of samples.filter(({ file }) => /\.(json|txt)$/.test(file))) {
  test(`${file} parses`, () => {
    const answer = parseExchangeJson(bytesOf(file).toString('utf8'));
    if (answer.kind === 'businessDocument') {
      const xml = decodeXml(Buffer.from(answer.value.businessDocument, 'base64'));
      expect(parseMessage(xml)).toMatchObject({ root: 'MsgHead', type: 'DIALOG_HELSEFAGLIG' });
    } else expect(answer.kind).toBeTruthy();
  });
}

test('the example letter and its delivery report are read as such', () => {
  const letter = parseMessage(read('meldingsformidling/Melding_til_innbygger_MTI_v1-0.xml'));
  const report = parseMessage(read('meldingsformidling/Leveringsrapport_LRP_v1-0.xml'));
  if (letter.root !== 'MsgHead') throw new Error('not a MsgHead');
  expect(readLetter(letter).attachment?.base64).toMatch(/^JVBERi0xLjc/);
  expect(readLetter(letter)).toMatchObject({
    title: 'Innkallingsbrev',
    attachment: { fileName: 'Innkallingsbrev.pdf' },
    deliveryReport: true,
    repliesAllowed: false,
  });
  expect(readDeliveryReport(report)).toMatchObject({
    letterMsgId: letter.msgId,
    channel: { code: 'FP' },
    returned: '2018-05-26T08:06:01.1500000',
  });
});
