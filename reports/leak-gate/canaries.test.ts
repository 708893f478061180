import { expect, test } from '@playwright/test';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { eachView } from '#harness/identities/decode/views.ts';
import { futurePersonNumber } from '#harness/identities/future-person.fixture.ts';
import { createRedactor, redactDeep } from '#harness/identities/redact/create-redactor.ts';
import type { RunRecord } from '#harness/observation/run-record.schema.ts';
import { redactedResults } from '../allure-results.ts';
import { buildAllureReport } from '../allure.ts';
import { aReport } from '../report-fixture.ts';
import { writeReport } from '../write-report.ts';
import { findLeaks, leaksIn } from './find-leaks.ts';

const people = [{ givenName: 'Kanarine', familyName: 'Fuglesangen' }];
const names = ['Fuglesangen'];
const base64url = (text: string): string => Buffer.from(text).toString('base64url');

/** What must not get out: as it would stand in an input, and what of it must not be seen. */
const canaries = {
  identity: { written: `<Id>${futurePersonNumber()}</Id>`, secret: futurePersonNumber() },
  name: { written: '<Name>Kanarine Fuglesangen</Name>', secret: 'Fuglesangen' },
  phone: { written: 'tel:+47 22 33 44 55', secret: '22 33 44 55' },
  token: {
    written: `Authorization: Bearer ${base64url('{"alg":"RS256","typ":"JWT"}')}.${base64url('{"canary":"in a token"}')}.c2lnbmF0dXJlLWNhbmFyeQ`,
    secret: 'c2lnbmF0dXJlLWNhbmFyeQ',
  },
  cookie: { written: 'Set-Cookie: sid=canary-cookie-4711; Path=/', secret: 'canary-cookie-4711' },
  password: { written: '{"password":"canary-pass-4711"}', secret: 'canary-pass-4711' },
  key: {
    written: `-----BEGIN PRIVATE KEY-----\n${'Y2FuYXJ5'.repeat(12)}\n-----END PRIVATE KEY-----`,
    secret: 'Y2FuYXJ5'.repeat(6),
  },
} as const;
type CanaryName = keyof typeof canaries;
const secrets = Object.values(canaries).map(({ secret }) => secret);

const encodings: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => JSON.stringify({ body: text }),
  (text) => Buffer.from(text).toString('base64'),
  (text) => gzipSync(text).toString('base64'),
  (text) => Buffer.from(text, 'utf16le').toString('base64'),
  (text) => encodeURIComponent(text).replace(/\d/g, '%3$&'),
  (text) => text.replace(/[^ ]/gu, (c) => `&#${c.codePointAt(0)};`),
];
const planted = (which: readonly CanaryName[]): string =>
  which.flatMap((name) => encodings.map((encode) => encode(canaries[name].written))).join(' \n');

/** A run with the canaries at every place where what was received can get in. */
function runWith(which: readonly CanaryName[]): RunRecord {
  const text = planted(which);
  const [run] = aReport().records;
  if (run === undefined) throw new Error('The fixture has no run.');
  return {
    ...run,
    faults: [text],
    unexpected: [text],
    guard: {
      ...run.guard,
      denials: [
        {
          at: run.startedAt,
          class: 'denied',
          method: 'POST',
          host: 'a.test:443',
          reason: text,
          scenario: text,
        },
      ],
    },
    profile: [
      {
        participant: 'id-gateway',
        endpoint: 'id-porten.id-gateway',
        name: 'document',
        value: { text },
        at: run.startedAt,
      },
    ],
    scenarios: run.scenarios.map((scenario) => ({
      ...scenario,
      ...{ status: 'failed', reason: text },
      steps: [{ title: text, status: 'failed', durationMs: 1 }],
      observations: scenario.observations.map((one) => ({ ...one, value: { [text]: text } })),
      trace: [{ hop: 'send', state: 'failed', detail: text, documents: [{ title: 'sent', xml: text }] }],
    })),
  };
}

/** What Playwright leaves of a scenario that failed, with the canaries in it. */
function allureResultsWith(folder: string, which: readonly CanaryName[]): void {
  mkdirSync(folder, { recursive: true });
  const text = planted(which);
  const attachments = ['a-attachment.txt', 'trace-attachment.zip', 'shot-attachment.png'].map((source) => ({
    ...{ name: source, source, type: 'application/octet-stream' },
  }));
  const result = {
    ...{
      uuid: '8f1f4bd8-4a1b-4a7c-8a6f-0f0e6c7d1a2b',
      name: 'a letter',
      fullName: 'a letter',
      historyId: 'a',
    },
    ...{ status: 'failed', stage: 'finished', statusDetails: { message: text, trace: text }, attachments },
    ...{ labels: [{ name: 'env', value: 'local' }], links: [], parameters: [], start: 1, stop: 2 },
    steps: [
      {
        name: text,
        status: 'failed',
        statusDetails: {},
        stage: 'finished',
        steps: [],
        attachments: [],
        parameters: [],
      },
    ],
  };
  writeFileSync(join(folder, 'a-result.json'), JSON.stringify(result));
  writeFileSync(join(folder, 'a-attachment.txt'), text);
  writeFileSync(join(folder, 'trace-attachment.zip'), zipOf(text));
  writeFileSync(join(folder, 'shot-attachment.png'), Buffer.from('89504e470d0a1a0a', 'hex'));
}

function zipOf(text: string): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(8, 8);
  return Buffer.concat([header, deflateRawSync(text)]);
}

/** Which secrets stand anywhere in a folder, below any decoding. */
function toldIn(folder: string): string[] {
  const told = new Set<string>();
  for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    eachView(readFileSync(join(file.parentPath, file.name)), ({ text }) => {
      for (const name of Object.keys(canaries) as CanaryName[])
        if (text.includes(canaries[name].secret)) told.add(name);
    });
  }
  return [...told];
}

const all = Object.keys(canaries) as CanaryName[];
const report = (which: readonly CanaryName[], redact: (text: string) => string) => ({
  ...aReport(),
  comparison: undefined,
  records: [redactDeep(runWith(which), redact)],
  names,
});

test('canaries at every input, in every encoding, stand in no file of the report', async ({}, info) => {
  const folder = info.outputPath('latest');
  const { verdict } = await writeReport(folder, report(all, createRedactor({ people })));
  expect(verdict.findings.filter(({ kind }) => kind === 'leak')).toEqual([]);
  expect(readdirSync(folder)).toContain('junit.xml');
  expect(toldIn(folder)).toEqual([]);
});

for (const name of all) {
  test(`with the rule for ${name} off the gate holds the report back`, async ({}, info) => {
    const folder = info.outputPath('latest');
    const redact = createRedactor({ people, without: name });
    const { verdict } = await writeReport(folder, report([name], redact));
    expect(verdict).toMatchObject({ verdict: 'safety stop', exitCode: 4 });
    expect(new Set(verdict.findings.map(({ kind }) => kind))).toEqual(new Set(['leak']));
    expect(verdict.findings.some(({ because }) => because.includes(`(${name}`))).toBe(true);
    expect(toldIn(folder)).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual(['index.en.html', 'index.html', 'junit.xml', 'verdict.json']);
  });
}

test('canaries in Allure’s results stand nowhere in its page; traces and pictures stay behind', async ({}, info) => {
  test.slow();
  const [from, copy, outDir] = ['results', 'copy', 'allure'].map((name) => info.outputPath(name));
  allureResultsWith(from ?? '', all);
  await redactedResults(from ?? '', copy ?? '', { redact: createRedactor({ people }), names });
  expect(readdirSync(copy ?? '').sort()).toEqual(['a-attachment.txt', 'a-result.json']);
  await buildAllureReport({
    resultsDir: copy ?? '',
    outDir: outDir ?? '',
    environments: [{ name: 'local', title: 'Local' }],
  });
  expect(toldIn(outDir ?? '')).toEqual([]);
  expect(await findLeaks(outDir ?? '', { names })).toEqual([]);
});

test('a trace that carries nothing is published', async ({}, info) => {
  const from = info.outputPath('results');
  mkdirSync(from);
  writeFileSync(join(from, 'trace-attachment.zip'), zipOf('{"type":"before"}'));
  await redactedResults(from, info.outputPath('copy'), { redact: createRedactor(), names });
  expect(readdirSync(info.outputPath('copy'))).toEqual(['trace-attachment.zip']);
});

test('the gate finds each canary below each encoding by itself', () => {
  for (const name of all) {
    for (const encode of encodings) {
      expect(leaksIn(encode(canaries[name].written), { names }).map(({ leak }) => leak)).toContain(name);
    }
  }
  expect(secrets.length).toBe(all.length);
});

test('createRedactor() twice is as once', () => {
  const redact = createRedactor({ people });
  const once = redact(planted(all));
  expect(redact(once) === once).toBe(true);
});
