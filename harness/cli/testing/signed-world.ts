import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { Change } from '#environments/change.schema.ts';
import { canonicalJson } from '#harness/common/canonical-json.ts';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import { subjectsOf } from '#harness/gate/change/subjects.ts';
import { fileDigest } from '#harness/gate/change/read-change.ts';
import { openCliWorld, type CliResult, type CliWorld } from './cli-world.ts';

/** People of a world's allowed_signers, and the keys that they sign with. */
export const signers = {
  kari: 'kari@sykehus.test',
  ola: 'ola@nhn.test',
  /** Has a key that was revoked, and one whose time is over. */
  per: 'per@nhn.test',
  /** Stands on no list. */
  eva: 'eva@elsewhere.test',
};
const requester = 'bestiller@sykehus.test';
export const tester = 'tester@sykehus.test';

/** A rehearsal with pinned signers and leases, as production has them, and a record that the gate would take. */
export interface SignedWorld {
  readonly folder: string;
  readonly environment: string;
  readonly changeFile: string;
  /** Changes the record; signatures that are there stay as they were. */
  edit(change: (record: Change) => void): void;
  /** Makes the record name these scenarios instead of the project's. */
  approve(scenariosDir: string): void;
  /** A signature made past the command, as an attacker could. */
  sign(key: string, as?: string, namespace?: string): void;
  run(...parameters: string[]): Promise<CliResult>;
  verify(...more: string[]): Promise<CliResult>;
  dispose(): void;
}

/** Makes one through the commands themselves. The keys: kari, kari-2, ola, revoked, over, eva. */
export async function openSignedWorld(firstPort: number): Promise<SignedWorld> {
  const cli = openCliWorld(firstPort);
  const { folder } = cli;
  const publicKey = Object.fromEntries(
    ['kari', 'kari-2', 'ola', 'revoked', 'over', 'eva'].map((name) => [name, makeKey(join(folder, name))]),
  );
  const list = [
    `${signers.kari} ${publicKey['kari'] ?? ''}`,
    `${signers.kari} ${publicKey['kari-2'] ?? ''}`,
    `${signers.ola} namespaces="verdikjede-change" ${publicKey['ola'] ?? ''}`,
    `${signers.per} ${publicKey['revoked'] ?? ''}`,
    `${signers.per} valid-before="20200101" ${publicKey['over'] ?? ''}`,
  ];
  writeFileSync(join(folder, 'allowed_signers'), list.join(''));
  keygen(['-k', '-f', join(folder, 'revoked.krl'), join(folder, 'revoked.pub')]);
  const pin = (file: string): string => `{ file: ${file}, sha256: ${fileDigest(join(folder, file)) ?? ''} }`;
  const environment = join(folder, 'rehearsal.yaml');
  const demand = `change: { signers: ${pin('allowed_signers')}, revoked: ${pin('revoked.krl')} }`;
  writeFileSync(environment, readFileSync(environment, 'utf8').replace(/^change: .*$/m, demand));
  const world = at(folder, cli);
  await mustPass(world.run(...lease(environment)));
  await mustPass(world.run('change', 'new', environment, '--out', world.changeFile, '--tester', tester));
  world.edit(fillIn);
  return world;
}

/** A copy to spoil; the world itself stays good. */
export function copyOf(world: SignedWorld, firstPort: number): SignedWorld {
  const folder = mkdtempSync(join(tmpdir(), 'verdikjede-signed-'));
  cpSync(world.folder, folder, { recursive: true });
  return at(folder, openCliWorld(firstPort));
}

function at(folder: string, cli: CliWorld): SignedWorld {
  const environment = join(folder, 'rehearsal.yaml');
  const changeFile = join(folder, 'changes', 'CHG-1.yaml');
  const recordOf = (): Change => parse(readFileSync(changeFile, 'utf8')) as Change;
  return {
    folder,
    environment,
    changeFile,
    edit: (change) => {
      const record = recordOf();
      change(record);
      writeFileSync(changeFile, stringify(record));
    },
    approve: (scenariosDir) => {
      const record = recordOf();
      record.subject = subjectsOf(loadEnvironment(environment), scenariosDir);
      writeFileSync(changeFile, stringify(record));
    },
    sign: (key, as = key, namespace = 'verdikjede-change') => {
      const signature = keygen(
        ['-Y', 'sign', '-f', join(folder, key), '-n', namespace],
        canonicalJson(recordOf()),
      );
      writeFileSync(`${changeFile}.${as}.sig`, signature);
    },
    run: (...parameters) => cli.run(...parameters),
    verify: (...more) => cli.run('verify', environment, '--change', changeFile, ...more),
    dispose: () => {
      cli.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const lease = (environment: string): string[] => [
  ...[
    'roster',
    'lease',
    environment,
    '--role',
    'citizen',
    'other-citizen',
    '--to',
    tester,
    '--by',
    requester,
  ],
  ...[
    '--purpose',
    'CHG-1',
    '--function',
    'tester',
    '--confidentiality',
    'HR-77',
    '--signed-on',
    '2026-01-15',
  ],
];

function fillIn({ predicate }: Change): void {
  const now = Date.now();
  Object.assign(predicate, { id: 'CHG-1', what: 'portal 1.0', why: 'deployed tonight', requester });
  Object.assign(predicate.risk, { reference: 'ROS-12', assessedBy: requester, conclusion: 'acceptable' });
  predicate.risk.assessedOn = new Date(now - 86_400_000).toISOString().slice(0, 10);
  const verifiedAt = new Date(now - 3_600_000).toISOString();
  predicate.backup = { verifiedAt, verifiedBy: 'drift@nhn.test', evidence: 'DRIFT-5' };
  predicate.restore = { routine: 'RUT-3', owner: 'drift@nhn.test' };
}

function makeKey(path: string): string {
  keygen(['-q', '-t', 'ed25519', '-N', '', '-C', 'test', '-f', path]);
  return readFileSync(`${path}.pub`, 'utf8');
}

function keygen(parameters: readonly string[], input = ''): string {
  const { status, stdout, stderr } = spawnSync('ssh-keygen', parameters, { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(`ssh-keygen: ${stderr}`);
  return stdout;
}

async function mustPass(result: Promise<CliResult>): Promise<void> {
  const { code, stderr } = await result;
  if (code !== 0) throw new Error(stderr);
}
