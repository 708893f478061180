import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { auditPaths, keyName } from '../audit/audit-paths.ts';
import { generateAuditKey, signerOf, type CheckpointSigner } from '../audit/checkpoint-key.ts';
import { openAuditLog } from '../audit/open-audit-log.ts';
import { temporaryLog, type TemporaryLog } from '../audit/testing/temporary-log.ts';
import { verifyLog } from '../audit/verify-log.ts';
import { canonicalJson } from '../common/canonical-json.ts';
import { aRecord, aScenario } from '../comparison/record-builder.ts';
import type { RunRecord } from '../observation/run-record.schema.ts';
import { attestationBeside, besideAttestation, writeAttestation } from './attestation-file.ts';
import { logDigest } from './check-log.ts';
import { readEnvelope, signEnvelope } from './dsse.ts';
import { explainAttestation } from './explain-attestation.ts';
import { verificationOf } from './verification.ts';
import type { Verification } from './verification.schema.ts';
import { verifyAttestation } from './verify-attestation.ts';

const changeDigest = '3f'.repeat(32);
const used = [
  { name: 'environment rehearsal.yaml', digest: { sha256: '1a'.repeat(32) } },
  { name: 'policy', digest: { sha256: '2b'.repeat(32) } },
  { name: 'scenarios/letter/letter.scenario.ts', digest: { sha256: '4c'.repeat(32) } },
];

/** A run's evidence as it is left: a closed log, and the certificate beside it. */
interface Evidence {
  readonly log: TemporaryLog;
  readonly file: string;
  readonly statement: Verification;
  readonly signer: CheckpointSigner;
  readonly key: string;
}

async function leaveEvidence(change: Partial<RunRecord> = {}, exitCode = 0): Promise<Evidence> {
  const log = temporaryLog();
  const { path, privateKey } = log.options;
  const audit = await openAuditLog(log.options);
  await audit.append('intent', { number: 1, operation: 'get-letter' });
  await audit.append('outcome', { number: 1, status: 200 });
  await audit.close();
  const signer = signerOf(privateKey, keyName);
  const key = signer.key.text;
  const { records, head, counts, unanswered } = verifyLog({ path });
  const record = aRecord('verify', {
    scenarios: [aScenario('the letter arrives'), aScenario('it writes', {}, { status: 'not run' })],
    versions: [{ name: 'citizen-portal', version: '1.1' }],
    audit: {
      path,
      copy: '',
      key,
      records,
      head,
      counts: { ...counts },
      unanswered,
      covered: records,
      problem: null,
    },
    change: { ...approval, warnings: [] },
    ...change,
  });
  const statement = verificationOf({
    ...{ record, used, verdict: { verdict: exitCode === 0 ? 'same' : 'drift', exitCode } },
    nameOfFile: (file) => file,
    logDigest: logDigest(path),
  });
  const file = attestationBeside(path);
  writeAttestation(file, statement, signer);
  chmodSync(file, 0o600);
  return { log, file, statement, signer, key };
}

const approval: NonNullable<RunRecord['change']> = {
  ...{ id: 'CHG-1234', digest: changeDigest, what: 'Portal 1.1', why: 'deployed tonight' },
  requester: 'bestiller@sykehus.test',
  tester: { person: 'tester@sykehus.test', function: 'tester' },
  signers: ['kari@sykehus.test', 'ola@nhn.test'],
  throwAway: false,
  window: { notBefore: '2026-11-22T08:00:00+01:00', notAfter: '2026-11-22T16:00:00+01:00' },
  versions: [{ name: 'citizen-portal', version: '1.1' }],
  ...{ risk: 'ROS-12', backup: 'DRIFT-5', restore: 'RUT-3', warnings: [] },
};

let evidence: Evidence;
test.beforeEach(async () => {
  evidence = await leaveEvidence();
});
test.afterEach(() => evidence.log[Symbol.dispose]());

/** The reasons for which the certificate is refused, as it lies there now. */
const reasons = (how: { key?: string; log?: string; changeDigest?: string } = {}): string[] => {
  const { file, key } = evidence;
  const { log } = besideAttestation(file);
  return verifyAttestation({ file, key, log, changeDigest, ...how }).refusals.map(
    ({ check, because }) => `${check}: ${because}`,
  );
};
const sign = (statement: object, signer = evidence.signer): void =>
  writeFileSync(evidence.file, signEnvelope(canonicalJson(statement), signer));

test('a certificate says what sealed the run', async () => {
  const { environment } = aRecord('verify');
  const seal = { by: 'container', browserSandbox: false } as const;
  const left = await leaveEvidence({ environment: { ...environment, sealed: true, seal } });
  const report = verifyAttestation({ file: left.file, key: left.key });
  left.log[Symbol.dispose]();
  expect(report.statement).toMatchObject({ predicate: { verdikjede: { sealed: true, seal } } });
  expect(explainAttestation('a.json', report, 'given')).toContain(
    ', sealed (container, the browser without its own sandbox)',
  );
});

test('a certificate says what was verified, by what right and with what result, and holds', () => {
  const { file, statement, log } = evidence;
  expect(reasons()).toEqual([]);
  const { subject, predicate, predicateType } = statement;
  expect(predicateType).toBe('https://in-toto.io/attestation/test-result/v0.1');
  expect(subject).toEqual([
    used[0],
    { name: 'change CHG-1234', digest: { sha256: changeDigest } },
    { name: 'audit.jsonl', digest: { sha256: logDigest(log.options.path) } },
  ]);
  expect(predicate).toMatchObject({
    result: 'PASSED',
    configuration: used,
    passedTests: ['letter: the letter arrives'],
  });
  expect(predicate.verdikjede.scenarios).toEqual([
    {
      name: 'letter: the letter arrives',
      file: 'scenarios/letter/letter.scenario.ts',
      ...{ sha256: '4c'.repeat(32), status: 'passed' },
    },
    expect.objectContaining({ name: 'letter: it writes', status: 'not run' }),
  ]);
  expect(predicate.verdikjede.auditLog).toMatchObject({ records: 4, problem: null });
  const report = verifyAttestation({ file, key: evidence.key });
  expect(report.statement).toEqual(statement);
  expect(explainAttestation('a.json', report, 'beside')).toBe(
    [
      '✔ a.json is as it was signed.',
      '    result       PASSED: verdict “same”, exit code 0',
      '    run          verify-1 of rehearsal, 2026-11-22T08:00:00.000Z, not sealed',
      `    change       CHG-1234, sha256 ${changeDigest}`,
      '    versions     citizen-portal 1.1',
      `    audit log    4 records, head ${predicate.verdikjede.auditLog.head}`,
      '    passed       letter: the letter arrives',
      '    not run      letter: it writes',
      '  ! The key was taken from beside the file. Whoever can write there can replace both: give --key.',
      '  ! No audit log lies beside it: give --log to hold it against one.',
      '  ! It was not held against its change record: give --change.',
    ].join('\n'),
  );
});

test('what ended otherwise than 0 is attested as failed, and a warning of the gate is not hidden', async () => {
  const failed = await leaveEvidence({ scenarios: [aScenario('arrives', {}, { status: 'failed' })] }, 1);
  const warned = await leaveEvidence({ change: { ...approval, warnings: ['clean tree: it is not'] } });
  try {
    expect(failed.statement.predicate).toMatchObject({
      result: 'FAILED',
      passedTests: [],
      failedTests: ['letter: arrives'],
    });
    expect(warned.statement.predicate).toMatchObject({ result: 'WARNED' });
    for (const { file, key } of [failed, warned])
      expect(verifyAttestation({ file, key }).refusals).toEqual([]);
  } finally {
    failed.log[Symbol.dispose]();
    warned.log[Symbol.dispose]();
  }
});

test('any bit of a certificate or of its key that is flipped is found', () => {
  for (const file of [evidence.file, auditPaths(evidence.log.options.path).key]) {
    chmodSync(file, 0o600);
    const bytes = readFileSync(file);
    const check = (): number =>
      verifyAttestation({
        file: evidence.file,
        key: readFileSync(auditPaths(evidence.log.options.path).key, 'utf8'),
      }).refusals.length;
    expect(check()).toBe(0);
    fc.assert(
      fc.property(fc.nat({ max: bytes.length * 8 - 1 }), (bit) => {
        const flipped = Buffer.from(bytes);
        flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        writeFileSync(file, flipped);
        expect(check()).toBe(1);
      }),
      { numRuns: 500 },
    );
    writeFileSync(file, bytes);
  }
});

test('any byte of what was signed that is changed below the base64 breaks the signature', () => {
  const text = readFileSync(evidence.file, 'utf8');
  const envelope = JSON.parse(text) as { payload: string; signatures: { sig: string }[] };
  const { payload, signature } = readEnvelope(text) ?? { payload: Buffer.of(), signature: Buffer.of() };
  const broken = /^signature: the signature does not fit what it says/;
  const changed = (bytes: Buffer, at: number, by: number): string => {
    const copy = Buffer.from(bytes);
    copy.writeUInt8(copy.readUInt8(at) ^ by, at);
    return copy.toString('base64');
  };
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), fc.boolean(), (n, by, inPayload) => {
      const forged = inPayload
        ? { ...envelope, payload: changed(payload, n % payload.length, by) }
        : { ...envelope, signatures: [{ ...envelope.signatures[0], sig: changed(signature, n % 64, by) }] };
      writeFileSync(evidence.file, `${canonicalJson(forged)}\n`);
      expect(reasons()).toEqual([expect.stringMatching(broken)]);
    }),
    { numRuns: 300 },
  );
});

test('each way to forge a certificate is refused for its own reason', () => {
  const { statement, file, key, signer } = evidence;
  const good = readFileSync(file, 'utf8');
  const stranger = signerOf(generateAuditKey(), keyName);
  expect(reasons({ key: stranger.key.text })).toEqual([
    'key: it names another key than the one that it is checked with',
  ]);
  sign(statement, stranger);
  expect(reasons()).toEqual(['key: it names another key than the one that it is checked with']);
  sign(statement, { key: signer.key, privateKey: stranger.privateKey });
  expect(reasons()).toEqual([expect.stringMatching(/^signature: .*or another key signed$/)]);
  expect(reasons({ key: 'no key' })).toEqual(['key: the public key that it is checked with cannot be read']);

  const failed = { ...statement, predicate: { ...statement.predicate, result: 'FAILED' } };
  const envelope = JSON.parse(good) as object;
  const payload = Buffer.from(canonicalJson(failed)).toString('base64');
  writeFileSync(file, `${canonicalJson({ ...envelope, payload })}\n`);
  expect(reasons()).toEqual([expect.stringMatching(/^signature: /)]);
  sign(failed);
  expect(reasons()).toEqual(['contradiction: its result does not agree with what it says of the run']);
  sign({ ...statement, predicateType: 'https://slsa.dev/provenance/v1' });
  expect(reasons()).toEqual([expect.stringMatching(/^statement: what was signed is no statement of ours/)]);
  writeFileSync(file, signEnvelope(JSON.stringify(statement, undefined, 1), signer));
  expect(reasons()).toEqual([expect.stringMatching(/^statement: .*canonical form$/)]);
  writeFileSync(file, good.replace('"payload"', ' "payload"'));
  expect(reasons()).toEqual([expect.stringMatching(/^envelope: /)]);

  writeFileSync(file, good);
  expect(reasons({ changeDigest: '00'.repeat(32) })).toEqual([expect.stringMatching(/^change: .*another/)]);
  expect(reasons({ key })).toEqual([]);
});

test('another audit log, one that was changed and one that was cut are refused', async () => {
  const { path } = evidence.log.options;
  using other = temporaryLog({ privateKey: evidence.log.options.privateKey });
  const audit = await openAuditLog(other.options);
  await audit.close();
  expect(reasons({ log: other.options.path })).toEqual([
    'log: the audit log is another one: its last record is not the one that was attested',
  ]);
  using foreign = temporaryLog();
  await (await openAuditLog(foreign.options)).close();
  expect(reasons({ log: foreign.options.path })).toEqual([
    expect.stringMatching(/^log: .*begun with another key/),
  ]);
  chmodSync(path, 0o600);
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace('"status":200', '"status":201'));
  expect(reasons()).toEqual([expect.stringMatching(/^log: the audit log is damaged: line 4/)]);
  writeFileSync(path, text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1));
  expect(reasons()).toEqual([
    expect.stringMatching(/^log: the audit log is damaged: line 4: no closing record/),
  ]);
});

test('a confirmation of deletion is held to its own form, and never counts leftovers', () => {
  const deleted = [{ place: 'citizen-portal', removed: { letter: 2 }, left: 0 }];
  const at = '2026-11-22T08:00:00.000Z';
  const deletion = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [used[0]],
    predicateType: 'urn:verdikjede:deletion:v1',
    predicate: {
      ...{ version: 1, environment: 'local', run: 'run-1', startedAt: at, endedAt: at, tester: 'tester' },
      ...{
        deleted,
        standingRecords: 1,
        notCovered: [{ participant: 'id-gateway', because: 'it ends by itself' }],
      },
    },
  };
  const { file, key } = evidence;
  sign(deletion);
  const report = verifyAttestation({ file, key });
  expect(report).toMatchObject({ refusals: [], statement: deletion });
  expect(explainAttestation('d.json', report, 'given')).toBe(
    [
      '✔ d.json is as it was signed.',
      `    deletion     of test data in local, run run-1, confirmed ${at}`,
      '    by           tester',
      '    deleted      citizen-portal: 2 × letter; nothing left',
      '    kept         standing records (1), which come with each start',
      '    not covered  id-gateway: it ends by itself',
    ].join('\n'),
  );
  expect(reasons({ changeDigest })).toEqual([
    expect.stringMatching(/^log: it confirms a deletion/),
    expect.stringMatching(/^change: it confirms a deletion/),
  ]);
  const left = { ...deletion.predicate, deleted: [{ place: 'citizen-portal', removed: {}, left: 1 }] };
  sign({ ...deletion, predicate: left });
  expect(reasons()).toEqual([expect.stringMatching(/^statement: /)]);
});

test('a certificate is written once', () => {
  expect(() => writeAttestation(evidence.file, {}, evidence.signer)).toThrow(
    expect.objectContaining({ code: 'REPORT_FAILED' }),
  );
  expect(dirname(evidence.file)).toBe(dirname(evidence.log.options.path));
});
