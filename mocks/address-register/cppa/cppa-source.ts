import type { Hierarchy } from '../hierarchy.ts';
import type { Agreements } from './agreements.ts';
import type { Profiles } from './profiles.ts';

/** What the CPPA API answers from. */
export interface CppaSource {
  readonly profiles: Profiles;
  readonly agreements: Agreements;
  readonly hierarchy: Hierarchy;
}
