import { expect, test } from '@playwright/test';
import { holeIn, trySeal } from './try-seal.ts';
import { participantsElsewhere, requireSeal } from './require-seal.ts';
import { needsSeal } from './testing/needs-seal.ts';

const tight = {
  reachesTheGuardsSocket: true,
  reachesAnotherSocket: false,
  reachesThisMachinesPorts: false,
  seesOtherProcesses: false,
};
const real = (url: string) => ({ as: 'url' as const, urls: { 'citizen-portal': url } });
const environment = (url: string) => ({
  name: 'somewhere',
  participants: { 'citizen-portal': real(url), 'id-gateway': { as: 'mock' as const } } as never,
});

test('holeIn() names each thing that a seal must keep', () => {
  expect(holeIn(tight)).toBeUndefined();
  expect(holeIn({ ...tight, reachesTheGuardsSocket: false })).toContain('guard');
  expect(holeIn({ ...tight, reachesAnotherSocket: true })).toContain('another socket');
  expect(holeIn({ ...tight, reachesThisMachinesPorts: true })).toContain('network');
  expect(holeIn({ ...tight, seesOtherProcesses: true })).toContain('processes');
});

test('participantsElsewhere() counts loopback addresses as this machine, names and all else as elsewhere', () => {
  expect(participantsElsewhere(environment('https://127.0.0.1:8443'))).toEqual([]);
  expect(participantsElsewhere(environment('https://localhost:8443'))).toEqual([]);
  for (const url of [
    'https://portal.example',
    'https://localhost.example',
    'https://127.0.0.1.example',
    'https://10.0.0.1',
  ]) {
    expect(participantsElsewhere(environment(url)), url).toEqual(['citizen-portal']);
  }
});

test('trySeal() seals a program here', async () => {
  await needsSeal();
  expect(await trySeal()).toMatchObject({ works: true });
  expect(await requireSeal(environment('https://portal.example'))).toMatchObject({
    bwrap: expect.any(String),
  });
});
