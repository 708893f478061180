import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { deletionType, type Deletion } from '#harness/attestation/deletion.schema.ts';
import { canonicalJson } from '#harness/common/canonical-json.ts';
import { sha256 } from '#harness/common/sha256.ts';
import type { Environment } from '#harness/environment/environment.ts';
import type { NotCovered } from './erasers-of.ts';
import type { PurgedPlace } from './purge.ts';

interface Confirmed {
  readonly environment: Environment;
  readonly run: string;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly tester: string;
  readonly places: readonly PurgedPlace[];
  readonly notCovered: readonly NotCovered[];
}

/** The confirmation of a deletion that left nothing; undefined when something is left: then nothing is confirmed. */
export function confirmationOf(confirmed: Confirmed): Deletion | undefined {
  const { environment, run, startedAt, endedAt, tester, places, notCovered } = confirmed;
  if (places.some(({ left }) => left.length > 0)) return undefined;
  const { file, roster, standing, name } = environment;
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [
      { name: `environment ${basename(file)}`, digest: { sha256: sha256(readFileSync(file)) } },
      { name: 'roster', digest: { sha256: sha256(canonicalJson(roster)) } },
    ],
    predicateType: deletionType,
    predicate: {
      version: 1,
      environment: name,
      run,
      startedAt: startedAt.toISOString(),
      endedAt: endedAt.toISOString(),
      tester,
      deleted: places.map(({ place, removed }) => ({ place, removed: { ...removed }, left: 0 as const })),
      standingRecords: standing.letters.length,
      notCovered: notCovered.map(({ participant, because }) => ({ participant, because })),
    },
  };
}
