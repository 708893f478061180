import { expect, test } from '@playwright/test';
import { rosterSchema } from '#harness/common/roster.ts';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import { loadPairs, withLoadParties } from './load-parties.ts';
import { workloadNames, workloads } from './workloads.ts';

const { roster } = loadEnvironment('local');

test('withLoadParties() gives every workload its own sender and receiver per virtual user', () => {
  const extended = rosterSchema.parse(withLoadParties(roster));
  const herIds = extended.parties.map((party) => party.herId);
  expect(new Set(herIds).size).toBe(herIds.length);
  for (const name of workloadNames) {
    const pairs = loadPairs(extended, workloads[name].virtualUsers);
    expect(pairs).toHaveLength(workloads[name].virtualUsers);
  }
});

test('withLoadParties() places the services below the organisations of sender and receiver', () => {
  const [first] = loadPairs(withLoadParties(roster, 1), 1);
  expect(first?.sender).toMatchObject({ organisationHerId: '8900100', organisationNumber: '210001018' });
  expect(first?.receiver).toMatchObject({ organisationHerId: '8900200', organisationNumber: '210001026' });
});

test('withLoadParties() leaves HER-ids alone that the roster already uses', () => {
  const once = withLoadParties(roster, 2);
  const renamed = {
    ...once,
    parties: once.parties.map((party) => ({ ...party, role: party.role?.replace('load-', 'old-') })),
  };
  const twice = withLoadParties(rosterSchema.parse(renamed), 2);
  expect(new Set(twice.parties.map((party) => party.herId)).size).toBe(roster.parties.length + 8);
});

test('loadPairs() says which role is missing', () => {
  expect(() => loadPairs(withLoadParties(roster, 1), 2)).toThrow(/load-sender-2/);
});
