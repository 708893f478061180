import type { Standing } from '#harness/common/roster.ts';
import type { Taking } from '#mocks/kit/take-unread.ts';
import type { KeptTestData } from '#mocks/kit/test-data-door.ts';
import type { PortalLetter } from './letters.ts';
import type { Portal } from './portal.ts';

/**
 * What the portal keeps of tests: letters but the standing ones, and the logins of those who read them.
 * @param keeps how many letters it does not let go of
 */
export function keptTestData(
  { letters, sessions, logins }: Pick<Portal, 'letters' | 'sessions' | 'logins'>,
  reception: Taking | undefined,
  standing: Standing,
  keeps: number,
): KeptTestData {
  const seeded = new Set(standing.letters.map(({ portalId }) => portalId));
  const ofTests = (): PortalLetter[] => letters.all().filter(({ id }) => !seeded.has(id));
  return {
    list: () => [
      ...ofTests().map(({ id }) => ({ kind: 'letter', id })),
      ...Array.from({ length: sessions.size }, (_none, index) => ({
        kind: 'session',
        id: String(index + 1),
      })),
    ],
    remove: () => {
      reception?.forget();
      for (const { id } of ofTests().slice(keeps)) letters.remove(id);
      sessions.endAll();
      logins.endAll();
    },
  };
}
