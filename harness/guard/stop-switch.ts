import type { Stop } from '#harness/observation/ledger.schema.ts';
import type { LedgerWriter } from './ledger-writer.ts';

type Cause = Omit<Stop, 'at'>;

/** Ends all passing, for good: there is no way back within a run. */
export interface StopSwitch {
  /** Why nothing may leave any more; undefined while something may. */
  readonly reason: string | undefined;
  /** Stops at once. The first stop is the one that is written down and told. */
  pull(cause: Cause): void;
}

/** `onStop` is told once. */
export function createStopSwitch(ledger: LedgerWriter, onStop: () => void): StopSwitch {
  let reason: string | undefined;
  return {
    get reason() {
      return reason;
    },
    pull: (cause) => {
      if (reason !== undefined) return;
      reason = cause.reason;
      ledger.append({ entry: 'stopped', ...cause });
      onStop();
    },
  };
}
