import type { Clock } from '#harness/common/clock.ts';
import type { Person } from '#harness/common/roster.ts';
import type { ExchangeClient } from '#mocks/kit/exchange-client.ts';
import { answerOnce, takeUnread, type Step, type Taking } from '#mocks/kit/take-unread.ts';
import { deliveryReportFor } from './delivery-report-for.ts';
import { judgeDocument, type Judgement } from './judge-document.ts';
import type { Letters } from './letters.ts';
import { toPortalLetter } from './to-portal-letter.ts';

export interface Reception {
  readonly exchange: ExchangeClient;
  /** The portal's own. */
  readonly herId: string;
  readonly people: readonly Person[];
  readonly letters: Letters;
  /** MsgIds that have been received before. */
  readonly knownMsgIds: readonly string[];
  readonly clock: Clock;
}

/**
 * Takes what lies unread at the exchange: stores letters, answers each document once, and sends the delivery report
 * that a letter asks for. Receipts on those reports are only marked read.
 */
export function messageReception(reception: Reception): Taking {
  const { exchange, herId } = reception;
  const known = new Set(reception.knownMsgIds);
  const taking = takeUnread(exchange, herId, async ({ id, isAppRec }) => {
    if (isAppRec) return [];
    const judgement = judgeDocument(await exchange.document(id), herId, reception.people);
    if (judgement.outcome === 'receipt' || isRepeated(judgement, known)) return [];
    return storeAndAnswer(reception, id, judgement);
  });
  return {
    look: () => taking.look(),
    forget: () => {
      taking.forget();
      known.clear();
      for (const msgId of reception.knownMsgIds) known.add(msgId);
    },
  };
}

type Judged = Exclude<Judgement, { outcome: 'receipt' }>;

/** A document with a MsgId that came before is dropped: it was answered then. */
function isRepeated(judgement: Judged, known: Set<string>): boolean {
  const msgId = judgement.outcome === 'letter' ? judgement.letter.msgId : judgement.msgId;
  if (msgId === undefined) return false;
  if (known.has(msgId)) return true;
  known.add(msgId);
  return false;
}

function storeAndAnswer({ exchange, herId, letters, clock }: Reception, id: string, judged: Judged): Step[] {
  if (judged.outcome === 'rejected') return [answerOnce(exchange, id, herId, judged)];
  const { letter, person } = judged;
  letters.add(toPortalLetter(letter, person));
  const answer = answerOnce(exchange, id, herId, 'ok');
  if (!letter.deliveryReport) return [answer];
  // Made once: a report that has to be sent again is the same message.
  const report = deliveryReportFor(letter, clock.now());
  return [answer, () => exchange.send(report).then(() => undefined)];
}
