import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Leases } from '#environments/change.schema.ts';
import type { Environment } from '#harness/environment/environment.ts';
import { newChange } from './change/new-change.ts';
import { ofChange } from './change/read-change.ts';
import type { AtGate } from './gate.ts';
import { makeKey, signChange } from './signature/sign-change.ts';

const minutes = 60_000;
const requester = 'requester@rehearsal.test';
const tester = 'tester@rehearsal.test';
const people = ['first-signer@rehearsal.test', 'second-signer@rehearsal.test'] as const;

interface Rehearsal {
  readonly environment: Environment;
  readonly scenariosDir: string;
  /** The run's own folder: what is made here goes with it. */
  readonly runDir: string;
  readonly now: Date;
}

/**
 * The change record of a rehearsal: written, signed by two keys that live as long as the run, with leases for it alone.
 * It goes through the same gate as any other, and proves the gate, not that anybody approved.
 */
export function atThrowAwayGate({ environment, scenariosDir, runDir, now }: Rehearsal): AtGate {
  const folder = join(runDir, 'change');
  mkdirSync(folder, { mode: 0o700 });
  const at = (ms: number): string => new Date(now.getTime() + ms).toISOString();
  const today = at(0).slice(0, 10);
  const window = { notBefore: at(-minutes), notAfter: at(60 * minutes) };
  const confidentiality = { signedOn: today, reference: 'rehearsal' };
  const registered = { person: tester, function: 'tester of the rehearsal', confidentiality };
  const change = newChange(environment, scenariosDir, {
    id: 'rehearsal',
    what: 'Rehearsal of a verification in production on this machine',
    why: 'To see that the scenarios hold, and that the gate works, before production is verified',
    requester,
    tester: registered,
    versions: environment.versions.map(({ name, usually = 'not known' }) => ({ name, version: usually })),
    window,
    risk: {
      reference: 'none: mocks and stand-ins on this machine alone',
      assessedBy: requester,
      assessedOn: today,
      conclusion: 'acceptable',
    },
    backup: {
      verifiedAt: at(-minutes),
      verifiedBy: requester,
      evidence: 'the seed files, in version control',
    },
    restore: { routine: 'start it again: every start begins from the seed', owner: requester },
  });
  const changeFile = join(folder, 'change.yaml');
  writeFileSync(changeFile, stringify(change));
  const allowedSigners = join(folder, 'allowed_signers');
  const lines = people.map((person, i) => {
    const key = join(folder, `key-${i}`);
    const publicKey = makeKey(key, person);
    signChange(ofChange(changeFile, change), { key, person });
    return `${person} ${publicKey}`;
  });
  writeFileSync(allowedSigners, `${lines.join('\n')}\n`);
  return {
    environment,
    scenariosDir,
    changeFile,
    now,
    signers: { allowedSigners },
    signerFindings: [],
    leases: leasesFor(environment, { registered, window }),
  };
}

interface ForRun {
  readonly registered: Leases['testers'][number];
  readonly window: { readonly notBefore: string; readonly notAfter: string };
}

function leasesFor({ roster }: Environment, { registered, window }: ForRun): Leases {
  const leases = roster.people.map(({ role }) => ({
    ...{ role, tester: registered.person, purpose: 'rehearsal', grantedBy: requester },
    ...{ from: window.notBefore, until: window.notAfter },
  }));
  return { version: 1, testers: [registered], leases, deactivated: [] };
}
