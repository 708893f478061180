import { expect, test } from '@playwright/test';
import { driftSchema, type Drift } from '#environments/drift.schema.ts';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import { HarnessError } from '#harness/errors.ts';
import { seedFor, type Seed } from './seed.ts';

const rehearsal = loadEnvironment('environments/rehearsal.yaml');
const seed: Seed = { roster: rehearsal.roster, standing: rehearsal.standing };
const drift = (patch: Record<string, unknown>): Drift =>
  driftSchema.parse({ version: 1, title: 'unit', seed: [{ participant: 'address-register', ...patch }] });
const inactive = [{ op: 'replace', path: '/active', value: false }];
const activeOf = ({ roster }: Seed, role: string): boolean | undefined =>
  roster.parties.find((party) => party.role === role)?.active;

function refusal(patch: Record<string, unknown>): HarnessError {
  try {
    seedFor('address-register', seed, drift(patch));
  } catch (error) {
    if (error instanceof HarnessError) return error;
  }
  throw new Error('was not refused');
}

test('seedFor() patches the participant’s own copy, by role or HER-id, and nobody else’s', () => {
  const { herId } = seed.roster.parties.find((party) => party.role === 'receiver')!;
  for (const party of [{ role: 'receiver' }, { herId }]) {
    const change = drift({ party, patch: inactive });
    const changed = seedFor('address-register', seed, change);
    expect(activeOf(changed, 'receiver')).toBe(false);
    expect(activeOf(changed, 'sender')).toBe(true);
    expect(activeOf(seedFor('citizen-portal', seed, change), 'receiver')).toBe(true);
    expect(activeOf(seed, 'receiver')).toBe(true);
  }
});

test('seedFor() patches a standing letter by its record and citizen', () => {
  const change = drift({
    letter: { record: 'letter', citizen: 'citizen' },
    patch: [{ op: 'replace', path: '/title', value: 'Noe annet' }],
  });
  expect(seedFor('address-register', seed, change).standing.letters[0]?.title).toBe('Noe annet');
});

test('seedFor() says which patch matches nothing, and what there is', () => {
  const error = refusal({ party: { role: 'recipient' }, patch: inactive });
  expect(error.code).toBe('DRIFT_INVALID');
  expect(error.message).toBe(
    `The drift file's seed patch of address-register names the party with role "recipient", which is not in ` +
      `the seed; there is: sender, receiver.`,
  );
  expect(refusal({ letter: { record: 'letter', citizen: 'nobody' }, patch: inactive }).message).toContain(
    'there is: letter of citizen',
  );
});

test('seedFor() names the path of a patch that cannot be applied, and no value', () => {
  const error = refusal({
    person: { role: 'citizen' },
    patch: [{ op: 'replace', path: '/nickname', value: 'hemmelig' }],
  });
  expect(error.message).toContain('"replace /nickname"');
  const pids = seed.roster.people.map(({ pid }) => pid);
  for (const secret of ['hemmelig', ...pids]) expect(error.message).not.toContain(secret);
});

test('seedFor() refuses a patch that leaves no valid seed', () => {
  const error = refusal({ party: { role: 'receiver' }, patch: [{ op: 'remove', path: '/name' }] });
  expect(error.message).toContain('leaves a seed that is not valid at parties/3/name');
});
