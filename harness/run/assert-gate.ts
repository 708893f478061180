import type { Environment } from '#harness/environment/environment.ts';
import { finding } from '#harness/gate/finding.ts';
import { gateRefused } from '#harness/gate/gate-refused.ts';
import { whollyHere } from '#harness/gate/gate.ts';
import type { Gate } from '#harness/gate/pass-gate.ts';

/**
 * No way round the gate: where participants are real nothing is opened without it, and where the environment asks for a
 * change record no scenario is run without it, whichever command forgot.
 */
export function assertGate(
  { environment, gate }: { readonly environment: Environment; readonly gate?: Gate },
  what: 'open' | 'scenarios',
): void {
  if (environment.mode !== 'verify' || gate !== undefined) return;
  if (whollyHere(environment) && (what === 'open' || environment.change === undefined)) return;
  throw gateRefused(
    [finding('record', 'nothing is done here without a change record.')],
    environment.name,
    `Run: npx verdikjede verify ${environment.name} --change FILE`,
  );
}
