import { createContext, runInContext } from 'node:vm';
import { expect, test } from '@playwright/test';
import { build } from 'esbuild';
import fc from 'fast-check';
import { classify } from '../national-identity-number.ts';
import { blocks, generateOrganisations, generateProfessionals } from './organisations.ts';
import { generatePeople, type SyntheticPerson } from './people.ts';

const today = '2026-11-22';
const seeds = fc.oneof(fc.string(), fc.integer());

function ageOf({ birthDate }: SyntheticPerson): number {
  const [year, monthDay] = [Number(birthDate.slice(0, 4)), birthDate.slice(5)];
  return Number(today.slice(0, 4)) - year - (monthDay > today.slice(5) ? 1 : 0);
}

test('generatePeople() every number is synthetic, says its series, and comes once', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const people = generatePeople({ seed, count: 60, today });
      for (const person of people) expect(classify(person.pid)).toBe(`synthetic${person.series}`);
      expect(new Set(people.map(({ pid }) => pid)).size).toBe(people.length);
    }),
  );
});

test('generatePeople() number, birth date, sex and kind agree', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      for (const { pid, series, birthDate, sex, isDNumber } of generatePeople({ seed, count: 30, today })) {
        expect(Number(pid.slice(0, 2)) - (isDNumber ? 40 : 0)).toBe(Number(birthDate.slice(8)));
        expect(Number(pid.slice(2, 4)) - Number(series)).toBe(Number(birthDate.slice(5, 7)));
        expect(pid.slice(4, 6)).toBe(birthDate.slice(2, 4));
        expect(Number(pid.charAt(8)) % 2 === 1).toBe(sex === 'male');
        const individual = Number(pid.slice(6, 9));
        expect(birthDate >= '2000' ? individual >= 500 : individual < 500 || individual >= 900).toBe(true);
      }
    }),
  );
});

test('generatePeople() shows everything within 14 in a row', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const people = generatePeople({ seed, count: 14, today });
      const ages = people.map(ageOf);
      expect(ages).toContain(0);
      expect(Math.max(...ages)).toBe(107);
      expect(Math.min(...ages)).toBeGreaterThanOrEqual(0);
      const parts = people.map(
        ({ givenName = '', middleName = '', familyName }) =>
          [givenName, middleName, familyName]
            .join(' ')
            .split(/[ -]+/)
            .filter((part) => part !== '').length,
      );
      expect(parts).toContain(1);
      expect(parts).toContain(7);
      expect(people.map(({ address }) => address.kind)).toEqual(
        expect.arrayContaining(['none', 'confidential', 'registered']),
      );
      expect(people.some(({ citizenships }) => citizenships.length === 2)).toBe(true);
      expect(people.some(({ isDNumber }) => isDNumber)).toBe(true);
    }),
  );
});

test('generatePeople() twins are born together, a child at least 22 years after its parent', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const people = generatePeople({ seed, count: 28, today });
      const related = people.filter(({ relation }) => relation !== undefined);
      expect(related.map(({ relation }) => relation?.kind)).toEqual(['twin', 'child', 'twin', 'child']);
      for (const person of related) {
        const other = people.find(({ pid }) => pid === person.relation?.pid);
        if (other === undefined) throw new Error('no such relative');
        expect(person.familyName).toBe(other.familyName);
        if (person.relation?.kind === 'twin') expect(person.birthDate).toBe(other.birthDate);
        else expect(ageOf(other) - ageOf(person)).toBeGreaterThanOrEqual(22);
      }
    }),
  );
});

test('generatePeople() a named series holds for all; names have Sami and Kven letters', () => {
  const people = generatePeople({ seed: 1, count: 500, today, series: '+65' });
  expect(people.every(({ pid }) => classify(pid) === 'synthetic+65')).toBe(true);
  const names = people.map(({ givenName, familyName }) => `${givenName} ${familyName}`).join(' ');
  for (const letter of 'čđŋšŧžáäöæøå') expect(names.toLowerCase()).toContain(letter);
});

test('generateOrganisations() has right numbers that start with 2, HER-ids of our block, nothing twice', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const organisations = generateOrganisations({ seed, count: 40 });
      for (const { organisationNumber } of organisations) {
        expect(organisationNumber).toMatch(/^2\d{8}$/);
        const weights = [3, 2, 7, 6, 5, 4, 3, 2, 1];
        const sum = weights.reduce(
          (total, weight, i) => total + weight * Number(organisationNumber.charAt(i)),
          0,
        );
        expect(sum % 11).toBe(0);
      }
      const herIds = organisations.flatMap(({ herId, services }) => [
        herId,
        ...services.map((one) => one.herId),
      ]);
      expect(herIds.every((id) => /^89\d{5}$/.test(id) && Number(id) >= blocks.herId.from)).toBe(true);
      expect(new Set(herIds).size).toBe(herIds.length);
      expect(new Set(organisations.map((one) => one.organisationNumber)).size).toBe(organisations.length);
    }),
  );
});

test('generateProfessionals() has HPR numbers of our block, none twice', () => {
  const numbers = generateProfessionals({ seed: 'x', count: 300 }).map(({ hprNumber }) => Number(hprNumber));
  expect(numbers.every((one) => one >= blocks.hprNumber.from && one <= blocks.hprNumber.to)).toBe(true);
  expect(new Set(numbers).size).toBe(300);
});

test('a seed gives the same in a bare JavaScript engine (k6), another seed something else', async () => {
  const bundle = await build({
    stdin: {
      contents: `import { generatePeople } from './people.ts';
        import { generateOrganisations } from './organisations.ts';
        globalThis.both = (seed) => JSON.stringify([generatePeople({ seed, count: 20, today: '${today}' }), generateOrganisations({ seed, count: 5 })]);`,
      resolveDir: import.meta.dirname,
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'neutral',
  });
  const bare = createContext({});
  runInContext(bundle.outputFiles[0]?.text ?? '', bare);
  const inNode = (seed: string): string =>
    JSON.stringify([generatePeople({ seed, count: 20, today }), generateOrganisations({ seed, count: 5 })]);
  expect(runInContext('both("a")', bare)).toBe(inNode('a'));
  expect(inNode('b')).not.toBe(inNode('a'));
});
