import type { Standing } from '#harness/common/roster.ts';
import type { Taking } from '#mocks/kit/take-unread.ts';
import type { KeptTestData } from '#mocks/kit/test-data-door.ts';
import type { SentLetter, SentLetters } from './sent-letters.ts';

/** What the record system keeps of tests: the letters that it sent, or tried to, but the standing ones. */
export function keptTestData(
  letters: SentLetters,
  following: Taking | undefined,
  standing: Standing,
): KeptTestData {
  const seeded = new Set(standing.letters.map(({ msgId }) => msgId));
  const ofTests = (): SentLetter[] => letters.all().filter(({ id }) => !seeded.has(id));
  return {
    list: () => ofTests().map(({ id }) => ({ kind: 'letter', id, readAt: `/letters/${id}` })),
    remove: () => {
      following?.forget();
      for (const { id } of ofTests()) letters.remove(id);
    },
  };
}
