import type { ServiceConfig } from '#harness/common/service-config.ts';
import type { KeptTestData } from '#mocks/kit/test-data-door.ts';
import type { Message } from './message.ts';
import type { OpenExchange } from './open-exchange.ts';

type Memory = Pick<OpenExchange, 'exchange' | 'notifications' | 'farSides' | 'forget'>;

/** What the exchange keeps of tests: all but the standing letters and their receipts. */
export function keptTestData(
  { exchange, notifications, farSides, forget }: Memory,
  { standing }: Pick<ServiceConfig, 'standing'>,
): KeptTestData {
  const seeded = new Set(
    standing.letters.flatMap(({ exchangeId, appRecId }) =>
      [exchangeId, appRecId].map((id) => id.toLowerCase()),
    ),
  );
  const ofTests = (): Message[] => exchange.all().filter(({ id }) => !seeded.has(id.toLowerCase()));
  return {
    list: () => [
      ...ofTests().map(({ id }) => ({ kind: 'message', id, readAt: `/Messages/${id}` })),
      ...numbered('notification', notifications.size),
      ...numbered('planned answer', farSides.planned),
    ],
    remove: () => {
      // First what could bring new messages.
      farSides.clear();
      for (const message of ofTests()) forget(message);
    },
  };
}

const numbered = (kind: string, count: number) =>
  Array.from({ length: count }, (_none, index) => ({ kind, id: String(index + 1) }));
