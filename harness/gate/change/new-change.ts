import { randomBytes } from 'node:crypto';
import type { Change } from '#environments/change.schema.ts';
import type { Environment } from '#harness/environment/environment.ts';
import { subjectsOf } from './subjects.ts';

type Predicate = Change['predicate'];
/** What people say in a change record; all else is worked out. */
export type Said = Omit<Predicate, 'environment' | 'nonce'>;

/** A change record for an environment and its scenarios as they are now. */
export function newChange(environment: Environment, scenariosDir: string, said: Said): Change {
  const { id, what, why, requester, tester, versions, window, risk, backup, restore } = said;
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: subjectsOf(environment, scenariosDir),
    predicateType: 'urn:verdikjede:change:v1',
    predicate: {
      id,
      environment: environment.name,
      what,
      why,
      requester,
      tester,
      versions,
      window,
      risk,
      backup,
      restore,
      nonce: randomBytes(16).toString('hex'),
    },
  };
}
