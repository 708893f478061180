import type { CommunicationParty } from '#harness/common/roster.ts';
import { HarnessError } from '#harness/errors.ts';
import { processCatalogue } from './process-catalogue.ts';
import type { SupportedProcess } from './process.ts';

const letter = { name: 'Dialog_Innbygger_Meldingsformidling', version: '1.0' };
/** What the parties of the letter chain support when the seed does not say otherwise. */
const byRole = new Map([
  ['sender', [{ ...letter, role: 'Helsepersonell' }]],
  ['receiver', [{ ...letter, role: 'Innbygger' }]],
]);

/**
 * The processes that a party's profile starts with: those of the seed, else by its role in the roster.
 * Throws ENVIRONMENT_INVALID for one that the catalogue does not have.
 */
export function seededProcesses(party: CommunicationParty): readonly SupportedProcess[] {
  const wanted = party.processes ?? byRole.get(party.role ?? '') ?? [];
  return wanted.map(({ name, version, role }) => {
    const process = processCatalogue.find((known) => known.name === name);
    const itsVersion = process?.versions.find((known) => known.version === version);
    const itsRole = itsVersion?.roles.find((known) => known.name === role);
    if (process === undefined || itsVersion === undefined || itsRole === undefined) {
      throw new HarnessError(
        `The roster gives the party ${party.herId} the process ${name} ${version} in the role ${role}, which is not in the catalogue.`,
        {
          code: 'ENVIRONMENT_INVALID',
          stage: 'participants',
          hint: `Processes: ${processCatalogue.map((known) => known.name).join(', ')}. Versions and roles stand in mocks/address-register/cppa/processes/process-catalogue.ts.`,
        },
      );
    }
    return { process, version: itsVersion, role: itsRole };
  });
}
