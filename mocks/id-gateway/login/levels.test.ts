import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { helseIdLevels, idPortenLevels, levels, meets } from './levels.ts';

const { acrOf, levelOf, requiredLevel } = idPortenLevels;

test('levelOf() is the inverse of acrOf(), and knows nothing else', () => {
  for (const level of levels) expect(levelOf(acrOf(level))).toBe(level);
  fc.assert(fc.property(fc.string(), (text) => levelOf(text) === undefined));
});

test('requiredLevel() is the lowest of those asked for, in any order', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...levels]), (asked) => {
      const required = requiredLevel(asked.map(acrOf).join(' '));
      expect(asked.every((level) => meets(level, required))).toBe(true);
      expect(required === undefined).toBe(asked.length === 0);
    }),
  );
});

test('meets() needs a level where one is required', () => {
  expect(meets(undefined, undefined)).toBe(true);
  expect(meets(undefined, 'low')).toBe(false);
  expect(meets('substantial', 'high')).toBe(false);
  expect(meets('high', 'substantial')).toBe(true);
});

test('HelseID names levels by number, among other values', () => {
  expect(levels.map(helseIdLevels.acrOf)).toEqual(['Level2', 'Level3', 'Level4']);
  expect(helseIdLevels.requiredLevel('idp:testidp-oidc Level4')).toBe('high');
});
