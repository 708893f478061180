import { expect, test } from '@playwright/test';
import { createLetters, type PortalLetter } from './letters.ts';
import { createSessions } from './sessions.ts';

test('a session lives until it is ended or its time is over, under a key that nobody guesses', () => {
  let now = 0;
  const clock = { now: () => new Date(now), after: () => Promise.resolve() };
  const sessions = createSessions<string>(clock, 1000);
  const [first, second] = [sessions.start('a'), sessions.start('b')];
  expect(first).toMatch(/^[\w-]{43}$/);
  expect([sessions.get(first), sessions.get(second), sessions.get('x'), sessions.get(undefined)]).toEqual([
    'a',
    'b',
    undefined,
    undefined,
  ]);
  sessions.end(first);
  now = 999;
  expect([sessions.get(first), sessions.get(second)]).toEqual([undefined, 'b']);
  now = 1000;
  expect(sessions.get(second)).toBeUndefined();
});

test('letters belong to one person, newest first, and are opened once', () => {
  const letters = createLetters();
  const letter = (id: string, pid: string, sentAt: string): PortalLetter => ({
    ...{ id, pid, msgId: id, title: id, senderName: '', organisationName: '', text: '' },
    sentAt: new Date(sentAt),
    attachment: undefined,
    openedAt: undefined,
  });
  letters.add(letter('old', 'one', '2026-01-01'));
  letters.add(letter('new', 'one', '2026-02-01'));
  letters.add(letter('hers', 'two', '2026-03-01'));
  expect(letters.of('one').map(({ id }) => id)).toEqual(['new', 'old']);
  expect([letters.find('one', 'hers'), letters.open('one', 'hers', new Date())]).toEqual([
    undefined,
    undefined,
  ]);
  const first = new Date('2026-11-22T08:00:00Z');
  expect(letters.open('one', 'old', first)?.openedAt).toBe(first);
  expect(letters.open('one', 'old', new Date('2026-11-23T08:00:00Z'))?.openedAt).toBe(first);
  expect(letters.find('two', 'hers')?.openedAt).toBeUndefined();
});
