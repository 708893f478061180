import type { RunRecord } from '#harness/observation/run-record.schema.ts';
import { markOf, type Attack, type StoppedBy } from './attack.ts';
import type { Arrival } from './sink/arrival.ts';

/** What became of one attack. */
export interface AttackResult {
  readonly id: string;
  /** With the guard off: how it came to the sink; null when it did not. */
  readonly control: Arrival['via'] | null;
  readonly expectedBy: StoppedBy;
  readonly stoppedBy: StoppedBy | 'nobody';
  /** Rules of the guard that refused it. */
  readonly reasons: readonly string[];
  readonly passed: boolean;
}

type Denial = RunRecord['guard']['denials'][number];

/** How an attack came to the sink; null when it did not. What is listed is no attack. */
export function arrivalOf(id: string, arrivals: readonly Arrival[]): Arrival['via'] | null {
  const ours = arrivals.find(({ mark, legal }) => mark === markOf(id) && legal === null);
  return ours?.via ?? null;
}

/** Denials between the two marks that each attack leaves in the ledger; undefined when a mark is missing. */
export function denialsOf(id: string, denials: readonly Denial[]): Denial[] | undefined {
  const isMark = ({ scenario, method }: Denial): boolean => scenario === id && method === 'SEARCH';
  const from = denials.findIndex(isMark);
  const to = denials.findLastIndex(isMark);
  return from === -1 || from === to ? undefined : denials.slice(from + 1, to);
}

/** Holds the attacks of a verify run against the control. */
export function judgeAttacks(
  attacks: readonly Attack[],
  control: readonly Arrival[],
  verify: { readonly arrivals: readonly Arrival[]; readonly denials: readonly Denial[] },
): AttackResult[] {
  return attacks.map(({ id, by }) => {
    const came = arrivalOf(id, control);
    const denials = denialsOf(id, verify.denials);
    const counted = denials?.filter((denial) => denial.class === 'denied') ?? [];
    const stoppedBy = arrivalOf(id, verify.arrivals) === null ? whoStopped(by, counted) : 'nobody';
    return {
      ...{ id, control: came, expectedBy: by, stoppedBy },
      reasons: [...new Set(counted.map(({ reason }) => reason))],
      passed: came !== null && denials !== undefined && stoppedBy === by,
    };
  });
}

/** What the guard should have stopped, and has not written down, nobody has. */
function whoStopped(by: StoppedBy, denied: readonly Denial[]): StoppedBy | 'nobody' {
  if (denied.length > 0) return 'guard';
  return by === 'guard' ? 'nobody' : by;
}
