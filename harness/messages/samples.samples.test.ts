import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { buildAppRec } from './build-apprec.ts';
import { buildDeliveryReport } from './build-delivery-report.ts';
import { buildLetter } from './build-letter.ts';
import { aLetter, anAppRec, anyAppRec, anyLetter, aReport } from './letter.fixture.ts';
import { parseMessage } from './parse-message.ts';
import { readDeliveryReport } from './read-delivery-report.ts';
import { readEnvelope } from './read-envelope.ts';
import { readLetter } from './read-letter.ts';

const shared = path.resolve(import.meta.dirname, '../../../shared');
const indexFile = path.join(shared, 'samples/INDEX.tsv');
const schemaFile = path.join(shared, 'schemas/kith/all.xsd');
const folders = /^(apprec|dialogmelding|meldingsformidling)\/.*\.xml$/;

const samples = existsSync(indexFile)
  ? readFileSync(indexFile, 'utf8')
      .split('\n')
      .map((row) => row.split('\t'))
      .filter(([file]) => folders.test(file ?? ''))
      .map((cells) => ({ file: cells[0] ?? '', expected: cells.at(-1) ?? '' }))
  : [];

/** The sample's text, by the encoding that its declaration names. */
function read(file: string): string {
  const bytes = readFileSync(path.join(shared, 'samples', file));
  const encoding = /^<\?xml[^>]*encoding="([^"]+)"/.exec(bytes.toString('latin1'))?.[1] ?? 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

test('the samples and schemas are there', () => {
  expect(existsSync(indexFile), `These tests need the samples: ${indexFile} is missing.`).toBe(true);
  expect(existsSync(schemaFile), `These tests need the schemas: ${schemaFile} is missing.`).toBe(true);
  expect(samples).toHaveLength(19);
});

for (const { file, expected } of samples) {
  const [, reason] = /^refuse: (.*)$/.exec(expected) ?? [];
  if (reason === undefined) {
    test(`${file} parses, its envelope agrees`, () => {
      const message = parseMessage(read(file));
      const id = message.root === 'AppRec' ? message.id : message.msgId;
      // The one receipt whose parties have organisation numbers only can't be carried by HER-id.
      if (file.endsWith('ok-feil-i-delmelding.xml')) {
        expect(() => readEnvelope(read(file))).toThrow(/no HER-id for its sender/);
      } else expect(readEnvelope(read(file))).toMatchObject({ msgId: id, genDate: message.genDate });
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
}

test('the example letter and its delivery report are read as such', () => {
  const letter = parseMessage(read('meldingsformidling/Melding_til_innbygger_MTI_v1-0.xml'));
  const report = parseMessage(read('meldingsformidling/Leveringsrapport_LRP_v1-0.xml'));
  if (letter.root !== 'MsgHead' || report.root !== 'MsgHead') throw new Error('not a MsgHead');
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

test('what we build is valid by the national schemas', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'verdikjede-messages-'));
  try {
    const paper = {
      ...aReport,
      failures: [{ at: aReport.genDate, type: 'X', details: 'Y' }],
      notificationFailures: [{ at: aReport.genDate, system: 'a', channel: 'b', details: 'c' }],
      receivedByPost: aReport.genDate,
      returned: aReport.genDate,
    };
    const messages = [
      buildLetter(aLetter),
      buildAppRec(anAppRec),
      ...[aReport, paper].map(buildDeliveryReport),
      ...fc.sample(anyLetter, 25).map(buildLetter),
      ...fc.sample(anyAppRec, 25).map(buildAppRec),
    ];
    const files = messages.map((xml, index) => {
      const file = path.join(folder, `${index}.xml`);
      writeFileSync(file, xml);
      return file;
    });
    // xmllint ends with an error, and Node throws what it said, when any of them is not valid.
    execFileSync('xmllint', ['--noout', '--nonet', '--schema', schemaFile, ...files], { stdio: 'pipe' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
