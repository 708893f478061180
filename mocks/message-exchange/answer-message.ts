import { randomUUID } from 'node:crypto';
import type { Clock } from '#harness/common/clock.ts';
import type { CommunicationParty } from '#harness/common/roster.ts';
import { appRecBuilder } from './apprec-document.ts';
import { appRecMessage } from './apprec-message.ts';
import type { Exchange } from './exchange.ts';
import type { EbXmlOverrides } from './far-side/envelope.ts';
import type { AppRecOutcome, Message } from './message.ts';

/** Records a receiver's AppRec and sends it to the sender of the original; returns the id of the AppRec message. */
export type AnswerMessage = (
  original: Message,
  senderHerId: number,
  outcome: AppRecOutcome,
  overrides: EbXmlOverrides,
) => string;

export function answering(
  exchange: Exchange,
  parties: readonly CommunicationParty[],
  clock: Clock,
): AnswerMessage {
  const build = appRecBuilder(parties);
  return (original, senderHerId, outcome, overrides) => {
    const id = randomUUID();
    exchange.answer(original, senderHerId, { ...outcome, messageId: id });
    const genDate = clock.now().toISOString();
    const message = appRecMessage({ id, genDate, original, senderHerId, outcome }, build);
    exchange.accept(message, { ebXmlOverrides: overrides });
    return id;
  };
}
