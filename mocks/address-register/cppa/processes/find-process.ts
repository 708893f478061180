import { CppaProblem } from '../cppa-problem.ts';
import { processCatalogue } from './process-catalogue.ts';
import type { SupportedProcess } from './process.ts';

/** How a request names a process. */
export interface ProcessReference {
  readonly uuid: string;
  readonly version: string;
  readonly role: string;
}

/** The process of the catalogue that is meant; throws GF-3, GF-4 or GF-5 for what the catalogue does not have. */
export function findProcess({ uuid, version, role }: ProcessReference): SupportedProcess {
  const process = processCatalogue.find((known) => known.uuid.toLowerCase() === uuid.toLowerCase());
  if (process === undefined) throw new CppaProblem('GF-3');
  const known = process.versions.find((candidate) => candidate.version === version);
  if (known === undefined) throw new CppaProblem('GF-4');
  const itsRole = known.roles.find(({ name }) => name === role);
  if (itsRole === undefined) throw new CppaProblem('GF-5');
  return { process, version: known, role: itsRole };
}

/** Whether both name the same process, version and role. */
export const isSame = (one: SupportedProcess, other: SupportedProcess): boolean =>
  one.version === other.version && one.role === other.role;
