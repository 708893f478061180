import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { Change } from '#environments/change.schema.ts';
import { systemClock } from '#harness/common/clock.ts';
import type { Target } from './target.ts';

const requester = 'requester@safety.test';
const tester = 'tester@safety.test';
/** They sign; their keys live as long as the suite. */
const signers = ['first-signer@safety.test', 'second-signer@safety.test'] as const;

const keyOf = (folder: string, person: string): string => join(folder, `key-of-${person}`);

/** Makes the signers' keys. Returns the text of allowed_signers. */
export function makeSigners(folder: string): string {
  return signers
    .map((person) => {
      const path = keyOf(folder, person);
      const { status, stderr } = spawnSync(
        'ssh-keygen',
        ['-q', '-t', 'ed25519', '-N', '', '-C', person, '-f', path],
        { encoding: 'utf8' },
      );
      if (status !== 0) throw new Error(`ssh-keygen: ${stderr}`);
      return `${person} ${readFileSync(`${path}.pub`, 'utf8').trim()}\n`;
    })
    .join('');
}

/** Leases the roster, once for an environment. */
export const leaseRoster = (target: Target, environmentFile: string): Promise<void> =>
  mustPass(target, [
    ...['roster', 'lease', environmentFile, '--role', 'citizen', 'other-citizen', '--to', tester],
    ...['--by', requester, '--purpose', 'SAFETY', '--function', 'tester'],
    ...['--confidentiality', 'SAFETY-1', '--signed-on', '2026-01-15'],
  ]);

/** Writes a change record by the commands themselves, and has both sign it. Returns its file; it is good for one run. */
export async function approve(
  target: Target,
  { environmentFile, scenarios, name }: { environmentFile: string; scenarios: string; name: string },
): Promise<string> {
  const file = join(target.folder, `${name}.change.yaml`);
  const scenariosOption = ['--scenarios', scenarios];
  await mustPass(target, [
    ...['change', 'new', environmentFile, '--out', file, '--id', name, '--tester', tester],
    ...['--requester', requester, ...scenariosOption],
  ]);
  const record = parse(readFileSync(file, 'utf8')) as Change;
  fillIn(record, systemClock.now().getTime());
  writeFileSync(file, stringify(record));
  for (const person of signers) {
    const key = ['--key', keyOf(target.folder, person)];
    await mustPass(target, ['change', 'sign', file, ...key, '--environment', environmentFile]);
  }
  return file;
}

/** What people answer for. */
function fillIn({ predicate }: Change, now: number): void {
  predicate.what = 'nothing: it is played by a sink';
  predicate.why = 'to attack it';
  predicate.risk = {
    reference: 'none: a sink on this machine',
    assessedBy: requester,
    assessedOn: new Date(now).toISOString().slice(0, 10),
    conclusion: 'acceptable',
  };
  const verifiedAt = new Date(now - 60_000).toISOString();
  predicate.backup = { verifiedAt, verifiedBy: requester, evidence: 'it keeps nothing' };
  predicate.restore = { routine: 'start it again', owner: requester };
}

async function mustPass(target: Target, parameters: readonly string[]): Promise<void> {
  const { code, said } = await target.command(...parameters);
  if (code !== 0) throw new Error(`verdikjede ${parameters.slice(0, 2).join(' ')} ended ${code}:\n${said}`);
}
