import type { Clock } from '#harness/common/clock.ts';
import { checkCertificate } from '../certificates/check-certificate.ts';
import { deterministicUuid } from '../deterministic-uuid.ts';
import { CppaProblem } from './cppa-problem.ts';
import { compareVersions, fits, type SupportedProcess } from './processes/process.ts';
import type { Profile, Profiles } from './profiles.ts';

/** What two parties can do together: their CPA. Each profile has the common processes alone. */
export interface Agreement {
  /** GUID. */
  readonly cpaId: string;
  readonly parties: readonly [Profile, Profile];
  readonly start: Date;
  readonly end: Date;
}

export interface Agreements {
  /**
   * The agreement between two parties, made when there is none or when their profiles have changed.
   * Rejects with what profiles reject with, and with GF-10, GF-11 or GF-12.
   */
  between(herIdA: string, herIdB: string): Promise<Agreement>;
  /** Throws GF-9. */
  find(cpaId: string): Agreement;
  /** Takes an agreement away; the parties get a new one when it is asked for. Throws GF-9. */
  remove(cpaId: string): void;
  /** The agreements of a party. */
  of(herId: string): readonly Agreement[];
}

const yearMs = 365 * 86_400_000;

export function createAgreements(profiles: Profiles, clock: Clock): Agreements {
  const byId = new Map<string, Agreement>();
  const made = new Map<string, number>();
  const has = ({ parties }: Agreement, herId: string) => parties.some(({ party }) => party.herId === herId);
  const find = (cpaId: string): Agreement => {
    const agreement = byId.get(cpaId.toLowerCase());
    if (agreement === undefined) throw new CppaProblem('GF-9');
    return agreement;
  };
  return {
    find,
    remove: (cpaId) => {
      byId.delete(find(cpaId).cpaId);
    },
    of: (herId) => [...byId.values()].filter((agreement) => has(agreement, herId)),
    between: async (herIdA, herIdB) => {
      const parties = await negotiate(await profiles.find(herIdA), await profiles.find(herIdB), clock.now());
      const existing = [...byId.values()].find((known) => has(known, herIdA) && has(known, herIdB));
      if (existing !== undefined) {
        if (parties.every((one) => existing.parties.some((other) => isUnchanged(one, other))))
          return existing;
        byId.delete(existing.cpaId);
      }
      const pair = [herIdA, herIdB].sort().join(' ');
      const before = made.get(pair) ?? 0;
      made.set(pair, before + 1);
      const start = clock.now();
      const agreement: Agreement = {
        cpaId: deterministicUuid(`cpa ${pair} ${before + 1}`),
        parties,
        start,
        end: new Date(start.getTime() + yearMs),
      };
      byId.set(agreement.cpaId, agreement);
      return agreement;
    },
  };
}

const isUnchanged = (one: Profile, other: Profile): boolean =>
  one.party === other.party &&
  one.processes.length === other.processes.length &&
  one.processes.every((process, index) => {
    const before = other.processes[index];
    return before?.version === process.version && before.role === process.role;
  });

/** The two profiles with what they have in common, of each process the newest version. */
async function negotiate(one: Profile, other: Profile, now: Date): Promise<[Profile, Profile]> {
  if (one.party === other.party) throw new CppaProblem('GF-10');
  const common = one.processes.filter((process) => other.processes.some((their) => fits(process, their)));
  const processes = common.filter((process) => !common.some((rival) => isNewer(rival, process)));
  if (processes.length === 0) throw new CppaProblem('GF-10');
  for (const profile of [one, other]) {
    for (const { der } of [profile.encryption, profile.signing]) {
      const fault = await checkCertificate(der, profile.anchor, now);
      if (fault !== undefined) throw new CppaProblem(fault === 'chain' ? 'GF-11' : 'GF-12');
    }
  }
  const theirs = other.processes.filter((their) => processes.some((process) => fits(process, their)));
  return [
    { ...one, processes },
    { ...other, processes: theirs },
  ];
}

const isNewer = (rival: SupportedProcess, process: SupportedProcess): boolean =>
  rival.process === process.process && compareVersions(rival.version.version, process.version.version) > 0;
