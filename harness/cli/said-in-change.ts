import type { Environment } from '#harness/environment/environment.ts';
import type { Said } from '#harness/gate/change/new-change.ts';
import { readLeases } from '#harness/gate/roster/lease-file.ts';

/** What may be said on the command line; the rest is filled in by hand. */
export interface Spoken {
  readonly id?: string;
  readonly what?: string;
  readonly why?: string;
  readonly requester?: string;
  readonly tester?: string;
  readonly hours: number;
  readonly risk?: string;
  readonly backup?: string;
  readonly restore?: string;
}

const empty = '';

/** The part of a change record that people answer for; empty where nobody has said anything yet. */
export function saidIn(spoken: Spoken, environment: Environment, now: Date): Said {
  const tester = readLeases(environment).testers.find(({ person }) => person === spoken.tester);
  const until = new Date(now.getTime() + spoken.hours * 3_600_000);
  return {
    id: spoken.id ?? empty,
    what: spoken.what ?? empty,
    why: spoken.why ?? empty,
    requester: spoken.requester ?? empty,
    tester: {
      person: spoken.tester ?? empty,
      function: tester?.function ?? empty,
      confidentiality: tester?.confidentiality ?? { signedOn: empty, reference: empty },
    },
    versions: environment.versions.map(({ name, usually }) => ({ name, version: usually ?? empty })),
    window: { notBefore: now.toISOString(), notAfter: until.toISOString() },
    risk: {
      reference: spoken.risk ?? empty,
      assessedBy: empty,
      assessedOn: empty,
      conclusion: 'not acceptable',
    },
    backup: { verifiedAt: empty, verifiedBy: empty, evidence: spoken.backup ?? empty },
    restore: { routine: spoken.restore ?? empty, owner: empty },
  };
}
