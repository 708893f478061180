import type { EnvironmentFile } from '#environments/environment.schema.ts';
import type { Roster, Standing } from '#harness/common/roster.ts';

/** An environment file with all that it names read in and checked. Made by loadEnvironment() alone. */
export interface Environment extends Omit<EnvironmentFile, 'roster' | 'standing' | 'trust'> {
  /** Absolute path of the yaml file. */
  readonly file: string;
  readonly roster: Roster;
  /** Absolute path of the roster's yaml file; its leases lie beside it. */
  readonly rosterFile: string;
  readonly standing: Standing;
  /** PEM text of the CAs of real participants; undefined for the system's own. */
  readonly trust: string | undefined;
}
