import { expect, test } from '@playwright/test';
import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '#harness/environment/project-root.ts';
import { copyOf, openSignedWorld, signers, tester, type SignedWorld } from './testing/signed-world.ts';

const endless = inProject('harness', 'cli', 'testing', 'endless');
let good: SignedWorld;
let world: SignedWorld;
const port = (index: number): number => 28_000 + index * 100;

test.beforeAll(async ({}, { parallelIndex }) => {
  test.setTimeout(300_000);
  good = await openSignedWorld(port(parallelIndex));
});
test.afterAll(() => good.dispose());
test.beforeEach(({}, { parallelIndex }) => {
  world = copyOf(good, port(parallelIndex));
});
test.afterEach(() => world.dispose());

const bothSign = (): void => {
  world.sign('kari');
  world.sign('ola');
};
const hours = (count: number): string => new Date(Date.now() + count * 3_600_000).toISOString();

/** Each way to be refused: what is done to a good record, and the reason that must be told. */
const refusals: Record<string, readonly [spoil: () => void, reason: RegExp]> = {
  'no signature': [() => undefined, /signatures: nobody has signed/],
  'one signature': [() => world.sign('kari'), /signatures: only kari@sykehus\.test has signed validly/],
  'the same person twice, with two keys': [
    () => {
      world.sign('kari');
      world.sign('kari-2');
    },
    /signatures: kari@sykehus\.test has signed twice/,
  ],
  'a stranger’s signature beside a good one': [
    () => {
      world.sign('kari');
      world.sign('eva');
    },
    /CHG-1\.yaml\.eva\.sig was made by nobody of allowed_signers/,
  ],
  'only the requester and the tester have signed': [
    () => {
      world.edit(({ predicate }) => Object.assign(predicate, { requester: signers.kari }));
      world.edit(({ predicate }) => Object.assign(predicate.tester, { person: signers.ola }));
      bothSign();
    },
    /only those who ask for the verification or carry it out have signed/,
  ],
  expired: [
    () => {
      world.edit(({ predicate }) => (predicate.window = { notBefore: hours(-3), notAfter: hours(-1) }));
      bothSign();
    },
    /window: the record has expired/,
  ],
  'not yet valid': [
    () => {
      world.edit(({ predicate }) => (predicate.window = { notBefore: hours(1), notAfter: hours(3) }));
      bothSign();
    },
    /window: the record is not yet valid/,
  ],
  'another namespace': [
    () => {
      world.sign('kari');
      world.sign('ola', 'ola', 'git');
    },
    /ola\.sig was made for another namespace/,
  ],
  'another environment': [
    () => {
      world.edit(({ predicate }) => (predicate.environment = 'production'));
      bothSign();
    },
    /environment: the record is for production, and this is rehearsal/,
  ],
  'changed after signing': [
    () => {
      bothSign();
      world.edit(({ predicate }) => (predicate.what = 'portal 2.0'));
    },
    /kari\.sig does not fit the change record: it was changed after signing/,
  ],
  'a revoked key': [
    () => {
      world.sign('kari');
      world.sign('revoked');
    },
    /revoked\.sig was made with a revoked key of per@nhn\.test/,
  ],
  'a key whose time is over': [
    () => {
      world.sign('kari');
      world.sign('over');
    },
    /over\.sig was made with a key that allowed_signers does not take at this time/,
  ],
  'edited allowed_signers': [
    () => {
      bothSign();
      appendFileSync(join(world.folder, 'allowed_signers'), readFileSync(join(world.folder, 'eva.pub')));
    },
    /signers: allowed_signers is not the one that the environment pins/,
  ],
  'an edited list of revoked keys': [
    () => {
      bothSign();
      writeFileSync(join(world.folder, 'revoked.krl'), '');
    },
    /signers: revoked\.krl is not the one that the environment pins/,
  ],
  'the operations of the environment changed': [
    () => {
      bothSign();
      const text = readFileSync(world.environment, 'utf8');
      writeFileSync(world.environment, text.replace('query: [returnTo]', 'query: [returnTo, more]'));
    },
    /digests: policy is not the one that was approved/,
  ],
  'a person of the roster is leased to nobody': [
    () => {
      bothSign();
      const file = join(world.folder, 'rosters', 'rehearsal.leases.yaml');
      writeFileSync(file, readFileSync(file, 'utf8').replace('role: other-citizen', 'role: somebody'));
    },
    /leases: other-citizen is leased to nobody now/,
  ],
  'the tester’s confidentiality is registered otherwise': [
    () => {
      world.edit(({ predicate }) => (predicate.tester.confidentiality.reference = 'HR-78'));
      bothSign();
    },
    /tester: the confidentiality of tester@sykehus\.test is registered otherwise/,
  ],
  'a backup that was verified long ago': [
    () => {
      world.edit(({ predicate }) => (predicate.backup.verifiedAt = hours(-24 * 40)));
      bothSign();
    },
    /backup: it was last verified/,
  ],
  'a risk that is not acceptable': [
    () => {
      world.edit(({ predicate }) => (predicate.risk.conclusion = 'not acceptable'));
      bothSign();
    },
    /risk: its conclusion is that the risk is not acceptable/,
  ],
  'a version that is not named': [
    () => {
      world.edit(({ predicate }) => (predicate.versions = []));
      bothSign();
    },
    /versions: the record does not say which version of citizen-portal is expected/,
  ],
  'what is empty': [
    () => world.edit(({ predicate }) => (predicate.why = ' ')),
    /record: CHG-1\.yaml:\d+ → predicate\.why: is not filled in/,
  ],
};

for (const [name, [spoil, reason]] of Object.entries(refusals)) {
  test(`refused before anything starts: ${name}`, async () => {
    spoil();
    const { code, stderr } = await world.verify();
    expect(stderr).toMatch(reason);
    expect(stderr).toContain('GATE_REFUSED');
    expect(code).toBe(2);
    expect(stderr).not.toMatch(/ready |▸/);
  });
}

test('refused: no change record, and one that is not there', async () => {
  const none = await world.run('verify', world.environment);
  expect([none.code, none.stderr]).toEqual([
    2,
    expect.stringMatching(/record: it asks for a signed change record/),
  ]);
  const gone = await world.run('verify', world.environment, '--change', 'gone.yaml');
  expect([gone.code, gone.stderr]).toEqual([
    2,
    expect.stringMatching(/record: there is no change record gone\.yaml/),
  ]);
});

test('refused: keys that stand twice, in JSON as in yaml, however they are written', async () => {
  bothSign();
  const json = (again: string): string =>
    `{"predicateType":"urn:verdikjede:change:v1","subject":[],${again}:"x"}`;
  for (const again of ['"predicateType"', String.raw`"predicate\u0054ype"`]) {
    writeFileSync(world.changeFile, json(again));
    const { code, stderr } = await world.verify();
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/record: CHG-1\.yaml:1 → yaml: Map keys must be unique/),
    ]);
  }
});

test('all that speaks against a record is told at once, and by change check as well', async () => {
  world.edit(({ predicate }) => {
    predicate.window = { notBefore: hours(-3), notAfter: hours(-1) };
    predicate.risk.conclusion = 'not acceptable';
    predicate.environment = 'production';
  });
  world.sign('ola', 'ola', 'file');
  const parameters = ['change', 'check', world.changeFile, '--environment', world.environment];
  for (const { code, stderr } of [await world.verify(), await world.run(...parameters)]) {
    expect(code).toBe(2);
    for (const check of ['signatures', 'environment', 'window', 'risk'])
      expect(stderr).toContain(`✖ ${check}: `);
  }
});

test('two people sign by the command, it verifies once, and the record is then used', async () => {
  test.setTimeout(300_000);
  const sign = (key: string) =>
    world.run(
      'change',
      'sign',
      world.changeFile,
      '--key',
      join(world.folder, key),
      '--environment',
      world.environment,
    );
  expect((await sign('eva')).code).toBe(2);
  for (const key of ['kari', 'ola']) {
    const { code, stderr } = await sign(key);
    expect(code, stderr).toBe(0);
    expect(stderr).toContain(signers[key as 'kari'] + ' has signed');
  }
  const first = await world.verify();
  expect(first.code, first.stderr).toBe(0);
  expect(first.stderr).toContain('Gate: change CHG-1, signed by kari@sykehus.test and ola@nhn.test');

  const again = await world.verify();
  expect([again.code, again.stderr]).toEqual([2, expect.stringMatching(/nonce: the record was used before/)]);
  const copied = join(world.folder, 'changes', 'copy.yaml');
  for (const end of ['', `.${signers.kari}.sig`, `.${signers.ola}.sig`])
    renameSync(world.changeFile + end, copied + end);
  const underAnotherName = await world.run('verify', world.environment, '--change', copied);
  expect([underAnotherName.code, underAnotherName.stderr]).toEqual([2, expect.stringMatching(/nonce: /)]);
});

test('another version than the approved one is found through the guard, before the first scenario', async () => {
  test.setTimeout(300_000);
  bothSign();
  const drift = join(world.folder, 'deployed.yaml');
  const settings = "settings: [{ participant: citizen-portal, set: { version: '1.1' } }]";
  writeFileSync(drift, `version: 1\ntitle: Somebody deployed\n${settings}\n`);
  const { code, stderr } = await world.verify('--drift', drift);
  expect(stderr).toMatch(/versions: citizen-portal: 1\.0 is expected, and 1\.1 is deployed/);
  expect(stderr).toContain('GATE_REFUSED');
  expect(stderr).not.toContain('scenarios passed');
  expect(code).toBe(2);
});

test('when the window of the record ends in the middle, nothing leaves any more, and the run ends 4', async () => {
  test.setTimeout(300_000);
  const notAfter = new Date(Date.now() + 40_000).toISOString();
  world.edit(({ predicate }) => (predicate.window = { notBefore: hours(-1), notAfter }));
  // Other scenarios than the approved ones are refused, so the record names these.
  world.approve(endless);
  bothSign();
  const { code, stderr } = await world.verify('--scenarios', endless);
  expect(stderr).toContain('Gate: change CHG-1');
  expect(stderr).toContain('the run was stopped before its end');
  expect(code, stderr).toBe(4);
  expect(stderr).not.toContain('GATE_REFUSED');
});

test('leases: who has whom is listed without a number, given back, and deactivated', async () => {
  test.setTimeout(300_000);
  const list = async (): Promise<string> => (await world.run('roster', 'list', world.environment)).stdout;
  expect(await list()).toMatch(
    /citizen +Rolig Fløtebolle +leased to tester@sykehus\.test \(tester\) until .*: CHG-1/,
  );
  expect(await list()).not.toMatch(/\d{11}/);
  const taken = await world.run(
    ...['roster', 'lease', world.environment, '--role', 'citizen', '--to', 'other@nhn.test', '--by', tester],
    ...[
      '--purpose',
      'CHG-2',
      '--function',
      'tester',
      '--confidentiality',
      'HR-1',
      '--signed-on',
      '2026-01-01',
    ],
  );
  expect([taken.code, taken.stderr]).toEqual([
    2,
    expect.stringMatching(/citizen is leased to tester@sykehus\.test/),
  ]);
  expect((await world.run('roster', 'release', world.environment, '--role', 'citizen')).code).toBe(0);
  expect(await list()).toMatch(/citizen +Rolig Fløtebolle +free/);
  const end = ['--role', 'citizen', '--by', tester, '--because', 'over'];
  expect((await world.run('roster', 'deactivate', world.environment, ...end)).code).toBe(0);
  expect(await list()).toMatch(/citizen +Rolig Fløtebolle +deactivated[\s\S]*1 of 2 are still active/);
  const unknown = await world.run('roster', 'release', world.environment, '--role', 'nobody');
  expect([unknown.code, unknown.stderr]).toEqual([
    2,
    expect.stringMatching(/Roles there: citizen, other-citizen/),
  ]);
});
