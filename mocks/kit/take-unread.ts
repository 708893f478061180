import { HarnessError } from '#harness/errors.ts';
import type { AppRecAnswer, ExchangeClient, UnreadMessage } from './exchange-client.ts';

export type Step = () => Promise<void>;

/** Takes what lies unread for a party. */
export interface Taking {
  /** Looks once. */
  look(): Promise<void>;
  /** Forgets what is half done. */
  forget(): void;
}

/**
 * Takes what lies unread for a party at the exchange. `firstLook` reads a message and says what is to be done; the
 * message is marked read last, so one that stops half-way comes again, and what was done for it is not done twice.
 * Its look() throws when the exchange cannot be asked, or nothing could be finished.
 */
export function takeUnread(
  exchange: ExchangeClient,
  herId: string,
  firstLook: (message: UnreadMessage) => Promise<readonly Step[]>,
): Taking {
  const unfinished = new Map<string, Step[]>();

  const handle = async (message: UnreadMessage): Promise<void> => {
    const steps = unfinished.get(message.id) ?? [
      ...(await firstLook(message)),
      () => exchange.markRead(message.id, herId),
    ];
    unfinished.set(message.id, steps);
    for (let step = steps[0]; step !== undefined; step = steps[0]) {
      await step().catch(throwUnlessRefused);
      steps.shift();
    }
    unfinished.delete(message.id);
  };

  const look = async (): Promise<void> => {
    const messages = await exchange.unread(herId);
    const handled = await Promise.allSettled(messages.map(handle));
    const failed = handled.filter((result) => result.status === 'rejected');
    if (failed[0] !== undefined && failed.length === handled.length) throw failed[0].reason;
  };
  return { look, forget: () => unfinished.clear() };
}

/**
 * The step that answers a message with an AppRec. After a failure nobody knows whether the answer got through, so
 * the exchange is asked before it is repeated.
 */
export function answerOnce(exchange: ExchangeClient, id: string, herId: string, answer: AppRecAnswer): Step {
  let tried = false;
  return async () => {
    if (tried && (await exchange.hasAnswered(id, herId))) return;
    tried = true;
    await exchange.answer(id, herId, answer);
  };
}

/** What the exchange refuses (4xx) it will refuse again; everything else is worth another try. */
function throwUnlessRefused(error: unknown): void {
  if (!(error instanceof HarnessError && error.code === 'MESSAGE_INVALID')) throw error;
}
