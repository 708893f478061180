import type { Clock } from '#harness/common/clock.ts';
import { HarnessError } from '#harness/errors.ts';
import type { DeliveryReport } from '#harness/messages/delivery-report.ts';
import type { ParsedMessage, ReceivedAppRec } from '#harness/messages/message.ts';
import { parseMessage } from '#harness/messages/parse-message.ts';
import { readDeliveryReport } from '#harness/messages/read-delivery-report.ts';
import type { AppRecAnswer, ExchangeClient } from '#mocks/kit/exchange-client.ts';
import { answerOnce, takeUnread, type Taking } from '#mocks/kit/take-unread.ts';
import type { SentLetters } from './sent-letters.ts';

export interface FollowUp {
  readonly exchange: ExchangeClient;
  /** The hospital's own. */
  readonly herId: string;
  readonly letters: SentLetters;
  readonly clock: Clock;
}

/**
 * Follows what was sent: reads receipts and delivery reports from the exchange, answers the reports, and asks for
 * the transport state of letters that are still on their way.
 */
export function followUp({ exchange, herId, letters, clock }: FollowUp): Taking {
  const answers = takeUnread(exchange, herId, async ({ id, isAppRec }) => {
    const message = readMessage(await exchange.document(id));
    if (message?.root === 'AppRec') noteReceipt(letters, message, clock.now());
    if (isAppRec || message?.root === 'AppRec') return [];
    return [answerOnce(exchange, id, herId, noteReport(letters, message))];
  });
  const look = async (): Promise<void> => {
    await answers.look();
    const onTheWay = letters.all().filter(({ transport }) => transport === 'Unconfirmed');
    for (const { id } of onTheWay) await refreshTransport(exchange, letters, id);
  };
  return { look, forget: () => answers.forget() };
}

/** Asks the exchange how far a letter has come, unless it never left. */
export async function refreshTransport(
  exchange: ExchangeClient,
  letters: SentLetters,
  id: string,
): Promise<void> {
  const exchangeId = letters.find(id)?.exchangeId;
  if (exchangeId !== undefined) letters.change(id, { transport: await exchange.transport(exchangeId) });
}

function readMessage(document: Buffer): ParsedMessage | undefined {
  return attempt(() => parseMessage(document.toString('utf8')));
}

/** The first receipt counts: a message is answered once. */
function noteReceipt(letters: SentLetters, appRec: ReceivedAppRec, at: Date): void {
  const letter = letters.findByMsgId(appRec.original.msgId);
  if (letter === undefined || letter.receipt !== undefined) return;
  const errors = appRec.errors.map(({ code, description, text }) => ({
    code,
    description: description ?? text ?? '',
  }));
  letters.change(letter.id, { receipt: { status: appRec.status, at, errors } });
}

function noteReport(letters: SentLetters, message: ParsedMessage | undefined): AppRecAnswer {
  if (message === undefined) return { code: 'T01', description: 'Meldingen kan ikke leses' };
  const report = message.root === 'MsgHead' ? attempt(() => readDeliveryReport(message)) : undefined;
  if (report === undefined)
    return { code: 'T02', description: 'Meldingen er ikke en gyldig leveringsrapport' };
  const letter = letters.findByMsgId(report.letterMsgId);
  if (letter === undefined)
    return { code: 'E10', description: 'Rapporten gjelder et brev vi ikke har sendt' };
  letters.change(letter.id, { delivery: deliveryOf(report) });
  return 'ok';
}

function deliveryOf({ channel, delivered, failures }: DeliveryReport) {
  const failure = failures.map(({ type, details }) => `${type}: ${details}`).join('; ');
  return {
    channel: channel.name,
    deliveredAt: delivered === undefined ? undefined : new Date(delivered),
    failure: delivered === undefined && failure !== '' ? failure : undefined,
  };
}

/** Undefined for what cannot be read; a fault of our own is not hidden. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof HarnessError) return undefined;
    throw error;
  }
}
