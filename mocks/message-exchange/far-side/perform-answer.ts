import { randomUUID } from 'node:crypto';
import type { Clock } from '#harness/common/clock.ts';
import type { AppRecFacts } from '../apprec-document.ts';
import { appRecMessage } from '../apprec-message.ts';
import type { Exchange } from '../exchange.ts';
import type { Answer } from './answer.ts';

/**
 * Does what comes back from a far side. A state that is final does not move, whatever comes; an AppRec is delivered
 * to whom it is addressed all the same, and counts for the message only when that is the message's sender.
 */
export function answerPerformer(
  exchange: Exchange,
  build: (facts: AppRecFacts) => string,
  clock: Clock,
): (answer: Answer) => void {
  return (answer) => {
    const { messageId, herId } = answer;
    const message = exchange.find(messageId);
    if (answer.kind === 'transport') {
      if (message !== undefined) exchange.confirm(message, herId, answer.event);
      return;
    }
    const { original, to, outcome } = answer;
    const id = randomUUID();
    if (message !== undefined && to === original.senderHerId) {
      exchange.takeAppRec(message, herId, { ...outcome, messageId: id });
    }
    exchange.accept(
      appRecMessage(
        {
          id,
          genDate: clock.now().toISOString(),
          original: { ...original, senderHerId: to },
          senderHerId: herId,
          outcome,
        },
        build,
      ),
    );
  };
}
