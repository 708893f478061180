import type { Agreement } from './agreements.ts';
import { oppositeRole, type Process, type SupportedProcess } from './processes/process.ts';
import type { Profile } from './profiles.ts';

/** A supported process in JSON. */
export function processJson(supported: SupportedProcess) {
  const { process, version, role } = supported;
  const appRec = version.appRec === undefined ? [] : ['Apprec'];
  const actions = (sends: typeof role.sends) => [...sends.map(({ action }) => action), ...appRec];
  return {
    uuid: process.uuid,
    name: process.name,
    version: version.version,
    role: role.name,
    service: version.service,
    canSend: actions(role.sends),
    canReceive: actions(oppositeRole(supported).sends),
    channels: version.channels,
  };
}

/** A profile in JSON. */
export const profileJson = ({ cppId, party, processes, encryption, signing, endpoints }: Profile) => ({
  cppId,
  herId: Number(party.herId),
  name: party.name,
  processes: processes.map(processJson),
  certificates: { encryption: encryption.der, signing: signing.der },
  endpoints,
});

/** An agreement in JSON. */
export const agreementJson = ({ cpaId, parties, start, end }: Agreement) => ({
  cpaId,
  status: 'proposed',
  start: start.toISOString(),
  end: end.toISOString(),
  parties: parties.map(profileJson),
});

/** What an agreement is about, without how. */
export const agreementSummaryJson = ({ cpaId, parties, start, end }: Agreement) => ({
  cpaId,
  herIds: parties.map(({ party }) => Number(party.herId)),
  start: start.toISOString(),
  end: end.toISOString(),
  processes: parties[0].processes.map(({ process, version }) => ({
    uuid: process.uuid,
    name: process.name,
    version: version.version,
  })),
});

/** A process of the catalogue in JSON. */
export const catalogueJson = ({ uuid, name, versions }: Process) => ({
  uuid,
  name,
  versions: versions.map(({ version, roles }) => ({ version, roles: roles.map((role) => role.name) })),
});
