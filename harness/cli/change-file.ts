import { Option } from 'commander';
import { systemClock } from '#harness/common/clock.ts';
import type { ChangeDemand } from '#environments/change.schema.ts';
import type { Environment } from '#harness/environment/environment.ts';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import { readChange, type ReadChange } from '#harness/gate/change/read-change.ts';
import { finding } from '#harness/gate/finding.ts';
import { gateRefused } from '#harness/gate/gate-refused.ts';
import { atPinnedGate, type AtGate } from '#harness/gate/gate.ts';
import { scenariosFolder } from './run-options.ts';

/** What the commands on a record share. */
export interface ChangeOptions {
  readonly environment?: string;
  readonly scenarios?: string;
}

export const environmentOption = (): Option =>
  new Option(
    '--environment <environment>',
    'name or file of the environment (default: the one that the record names)',
  );

/** A record that can be read; else GATE_REFUSED with place and rule of each problem. */
export function readableChange(file: string): ReadChange {
  const read = readChange(file);
  if (Array.isArray(read))
    throw gateRefused(read, 'the record itself', 'The rules stand in environments/change.schema.ts.');
  return read;
}

type Pinned = Exclude<ChangeDemand, { signers: 'throw-away' }>;

/** Signers that an environment pins; GATE_REFUSED where it has none. */
export function pinnedSigners({ change, name }: Environment): Pinned {
  if (change !== undefined && change.signers !== 'throw-away') return { ...change, signers: change.signers };
  throw gateRefused(
    [finding('signers', 'the environment pins no signers, so nobody can sign for it.')],
    name,
    'Add change: { signers: { file, sha256 } } to its file; environments/production.example.yaml shows how.',
  );
}

/** A record at the gate of its environment. */
export function atGateOf(file: string, { environment, scenarios }: ChangeOptions): AtGate {
  const loaded = loadEnvironment(environment ?? readableChange(file).change.predicate.environment);
  const where = { changeFile: file, scenariosDir: scenariosFolder(scenarios), now: systemClock.now() };
  return atPinnedGate(loaded, pinnedSigners(loaded), where);
}
