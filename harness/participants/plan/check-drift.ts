import type { Drift } from '#environments/drift.schema.ts';
import { participantOf, type ParticipantName } from '#harness/common/participants.ts';
import { HarnessError } from '#harness/errors.ts';
import type { AddressPlan } from '../address-plan.ts';

/** Throws DRIFT_INVALID, naming all at once, when a drift file changes participants that we don't start here. */
export function checkDrift(drift: Drift, plan: AddressPlan): void {
  const named: (ParticipantName | undefined)[] = [
    ...[...drift.stubs, ...drift.tls, ...drift.network].map(({ endpoint }) => participantOf(endpoint)),
    ...[...drift.seed, ...drift.settings].map(({ participant }) => participant),
  ];
  const strangers = new Set(named.filter((name) => name !== undefined && !plan.started.includes(name)));
  if (strangers.size === 0) return;
  throw new HarnessError(
    `The drift file changes ${[...strangers].join(', ')}, which this environment does not start.`,
    {
      code: 'DRIFT_INVALID',
      stage: 'environment',
      hint: `Only mocks and stand-ins can drift; here these are: ${plan.started.join(', ') || 'none'}.`,
    },
  );
}
