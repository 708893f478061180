import { expect, test } from '@playwright/test';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestDatum } from '../common/test-data.ts';
import type { Environment } from '../environment/environment.ts';
import { loadEnvironment } from '../environment/load-environment.ts';
import { confirmationOf } from './confirmation.ts';
import type { Eraser } from './eraser.ts';
import { erasersOf } from './erasers-of.ts';
import { purge } from './purge.ts';

const letter = (id: string): TestDatum => ({ kind: 'letter', id });

/** A place that holds these things, and lets go of all but what it keeps. */
function place(name: string, ids: readonly string[], keeps: readonly string[] = []) {
  let held = ids.map(letter);
  const eraser: Eraser = {
    place: name,
    list: () => Promise.resolve([...held]),
    remove: () => {
      held = held.filter(({ id }) => keeps.includes(id));
      return Promise.resolve();
    },
    leftovers: () => Promise.resolve([...held]),
  };
  return { eraser, arrive: (id: string) => (held = [...held, letter(id)]) };
}
/** A clock on which something happens while it is waited. */
const clockWith = (happens: () => void = () => undefined) => ({
  now: () => new Date('2026-11-22T08:00:00Z'),
  after: () => {
    happens();
    return Promise.resolve();
  },
});

test('what is there goes, and is counted; an empty place is empty', async () => {
  const places = await purge([place('one', ['a', 'b']).eraser, place('two', []).eraser], clockWith());
  expect(places).toEqual([
    { place: 'one', removed: { letter: 2 }, left: [] },
    { place: 'two', removed: {}, left: [] },
  ]);
});

test('what was on its way when deletion began is found by the second look, and goes too', async () => {
  const late = place('late', ['a']);
  let waits = 0;
  const places = await purge(
    [late.eraser],
    clockWith(() => {
      waits += 1;
      if (waits === 1) late.arrive('b');
    }),
  );
  expect(places).toEqual([{ place: 'late', removed: { letter: 2 }, left: [] }]);
  expect(waits).toBe(2);
});

test('what a place keeps, and what never stops arriving, is left and named; then nothing is confirmed', async () => {
  const spring = place('spring', []);
  let drops = 0;
  const places = await purge(
    [place('keeper', ['a', 'b'], ['b']).eraser, spring.eraser],
    clockWith(() => spring.arrive(`drop ${(drops += 1)}`)),
  );
  expect(places[0]).toEqual({ place: 'keeper', removed: { letter: 1 }, left: [letter('b')] });
  const environment = loadEnvironment('local');
  const at = new Date('2026-11-22T08:00:00Z');
  const facts = { environment, run: 'run-1', startedAt: at, endedAt: at, tester: 'tester', notCovered: [] };
  expect(confirmationOf({ ...facts, places })).toBeUndefined();
  const springs = await purge(
    [spring.eraser],
    clockWith(() => spring.arrive(`drop ${(drops += 1)}`)),
  );
  expect(springs[0]?.left).toHaveLength(1);
  const clean = await purge([place('one', ['a']).eraser], clockWith());
  expect(confirmationOf({ ...facts, places: clean })?.predicate.deleted).toEqual([
    { place: 'one', removed: { letter: 1 }, left: 0 },
  ]);
});

test('a real system is deleted in by the site’s driver; one without such a driver is named', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'verdikjede-eraser-'));
  try {
    writeFileSync(
      join(folder, 'records.mjs'),
      `let kept = [{ kind: 'letter', id: 'a' }];
       export const createEraser = ({ origin, people, fetch }) => ({
         list: async () => kept,
         remove: async () => {
           const answer = await fetch(origin + '/letters?of=' + people.length, { method: 'DELETE' });
           if (answer.status === 204) kept = [];
         },
       });`,
    );
    writeFileSync(join(folder, 'portal.mjs'), 'export const createDriver = () => ({});');
    const local = loadEnvironment('local');
    const real = (driver?: string) => ({
      as: 'url' as const,
      urls: {},
      ...(driver === undefined ? {} : { driver }),
    });
    const environment: Environment = {
      ...local,
      file: join(folder, 'site.yaml'),
      participants: {
        'hospital-records': real('records.mjs'),
        'citizen-portal': real('portal.mjs'),
        'message-exchange': real(),
        'address-register': { as: 'mock' },
        'id-gateway': { as: 'absent', reason: 'not here' },
      },
    };
    const asked: string[] = [];
    const { erasers, notCovered } = await erasersOf({
      environment,
      context: {
        serviceUrls: {},
        wiremockAdminUrl: null,
        origins: { 'hospital-records': 'https://records.site.test' },
      },
      fetch: (url, init) => {
        asked.push(`${init?.method ?? 'GET'} ${url}`);
        return Promise.resolve({ status: 204, text: () => Promise.resolve('') });
      },
    });
    expect(notCovered.filter(({ needsDriver }) => needsDriver).map(({ participant }) => participant)).toEqual(
      ['message-exchange', 'citizen-portal'],
    );
    expect(await purge(erasers, clockWith())).toEqual([
      { place: 'hospital-records', removed: { letter: 1 }, left: [] },
    ]);
    expect(asked).toEqual([`DELETE https://records.site.test/letters?of=${local.roster.people.length}`]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
