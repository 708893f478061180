import type { Clock } from '#harness/common/clock.ts';
import type { CommunicationParty } from '#harness/common/roster.ts';
import type { Certificates, PartyCertificate } from '../certificates/certificates.ts';
import { deterministicUuid } from '../deterministic-uuid.ts';
import type { Hierarchy } from '../hierarchy.ts';
import { registeredAt } from '../register.ts';
import { CppaProblem } from './cppa-problem.ts';
import { isSame } from './processes/find-process.ts';
import type { SupportedProcess } from './processes/process.ts';
import { seededProcesses } from './processes/seeded-processes.ts';

/** What a party can send and receive, and how: its CPP. */
export interface Profile {
  /** GUID. */
  readonly cppId: string;
  readonly party: CommunicationParty;
  readonly processes: readonly SupportedProcess[];
  readonly encryption: PartyCertificate;
  readonly signing: PartyCertificate;
  /** The CA of the register: DER, base64. */
  readonly anchor: string;
  /** AMQP addresses, `<host>/<queue>`. */
  readonly endpoints: { readonly async: string; readonly sync: string };
}

/** One entry of a profile's audit log. */
export interface Change {
  readonly time: string;
  readonly description: string;
}

export interface Profiles {
  /** The profile of a party. Rejects with GF-2, GF-6, GF-7 or GF-8. */
  find(herId: string): Promise<Profile>;
  /** The party of a profile; throws GF-2. */
  partyOf(herId: string): CommunicationParty;
  /** The processes of a profile, none when the party has no profile; throws GF-2. */
  processesOf(herId: string): readonly SupportedProcess[];
  /** Gives the profile other processes; throws GF-2. */
  change(herId: string, processes: readonly SupportedProcess[], description: string): void;
  /** Audit log, oldest first; throws GF-2. */
  history(herId: string): readonly Change[];
}

export function createProfiles(hierarchy: Hierarchy, certificates: Certificates, clock: Clock): Profiles {
  const processes = new Map(
    hierarchy.parties.map((party) => [party.herId, distinct(seededProcesses(party))]),
  );
  const logs = new Map<string, Change[]>();
  const partyOf = (herId: string): CommunicationParty => {
    const party = hierarchy.find(herId);
    if (party === undefined || party.type === 'Organization') throw new CppaProblem('GF-2');
    return party;
  };
  const processesOf = (herId: string) => processes.get(partyOf(herId).herId) ?? [];
  const history = (herId: string): Change[] => {
    const created = processesOf(herId).length === 0 ? [] : [{ time: registeredAt, description: 'Created' }];
    const log = logs.get(herId) ?? created;
    logs.set(herId, log);
    return log;
  };
  return {
    partyOf,
    processesOf,
    history,
    change: (herId, wanted, description) => {
      history(herId).push({ time: clock.now().toISOString(), description });
      processes.set(partyOf(herId).herId, distinct(wanted));
    },
    find: async (herId) => {
      const party = partyOf(herId);
      const supported = processesOf(herId);
      if (supported.length === 0) throw new CppaProblem('GF-8');
      return {
        cppId: deterministicUuid(`cpp ${herId}`),
        party,
        processes: supported,
        ...(await certificatesOf(party, certificates)),
        endpoints: endpointsOf(party, hierarchy),
      };
    },
  };
}

const distinct = (processes: readonly SupportedProcess[]): readonly SupportedProcess[] =>
  processes.filter((process, index) => processes.findIndex((other) => isSame(process, other)) === index);

async function certificatesOf(party: CommunicationParty, certificates: Certificates) {
  const encryption = await certificates.find(party, 'encryption');
  const signing = await certificates.find(party, 'signing');
  if (encryption === undefined || signing === undefined) throw new CppaProblem('GF-6');
  return { encryption, signing, anchor: await certificates.anchor() };
}

function endpointsOf(party: CommunicationParty, hierarchy: Hierarchy): Profile['endpoints'] {
  const address = hierarchy.lineOf(party).find(({ amqpAddress }) => amqpAddress !== undefined)?.amqpAddress;
  if (address === undefined) throw new CppaProblem('GF-7');
  return { async: `${address}_async`, sync: `${address}_sync` };
}
