import { Option } from 'commander';
import { systemClock } from '#harness/common/clock.ts';
import type { Environment } from '#harness/environment/environment.ts';
import { finding } from '#harness/gate/finding.ts';
import { gateRefused } from '#harness/gate/gate-refused.ts';
import { atPinnedGate, checkOffline, whollyHere } from '#harness/gate/gate.ts';
import { passGate, refuseUnlessClear, type Gate } from '#harness/gate/pass-gate.ts';
import { atThrowAwayGate } from '#harness/gate/throw-away.ts';
import { say } from './terminal.ts';

export const changeOption = (): Option =>
  new Option('--change <file>', 'the signed change record, where the environment asks for one');

interface Asked {
  readonly change?: string;
  readonly scenariosDir: string;
}

/**
 * The gate of a verify run; undefined where the environment asks for none. With a record it is checked at once, so
 * that nothing is begun in vain; a run uses it up. Throws GATE_REFUSED with all findings.
 */
export function gateFor(environment: Environment, { change, scenariosDir }: Asked): Gate | undefined {
  const demand = environment.change;
  const here = whollyHere(environment);
  const refuse = (because: string, hint: string): never => {
    throw gateRefused([finding('record', because)], environment.name, hint);
  };
  if (demand === undefined) {
    if (!here)
      refuse('it has real participants, and its file asks for no change record.', 'Add change: to it.');
    if (change !== undefined)
      refuse('it asks for no change record.', 'Leave --change out, or add change: to it.');
    return undefined;
  }
  if (demand.signers === 'throw-away') {
    if (!here)
      refuse('throw-away signers are for environments wholly on this machine.', 'Pin signers in its file.');
    if (change !== undefined) {
      refuse(
        'it makes its own change record, with throw-away signers.',
        'Leave --change out, or pin signers in its file.',
      );
    }
    say(
      '    The change record of this run is made here and signed by throw-away keys: a rehearsal of the gate.',
    );
    return ({ runId, runDir }) => {
      const at = atThrowAwayGate({ environment, scenariosDir, runDir, now: systemClock.now() });
      return passGate(at, runId, true);
    };
  }
  const pinned = { ...demand, signers: demand.signers };
  const changeFile =
    change ??
    refuse(
      'it asks for a signed change record, and none was given.',
      `Run: npx verdikjede change new ${environment.name} --out FILE, have two people sign it (change sign), and add --change FILE.`,
    );
  const look = () => atPinnedGate(environment, pinned, { changeFile, scenariosDir, now: systemClock.now() });
  refuseUnlessClear(checkOffline(look()), environment.name);
  return ({ runId }) => passGate(look(), runId, false);
}
