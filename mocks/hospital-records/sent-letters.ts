import type { TransportState } from '#mocks/kit/exchange-client.ts';

export interface Receipt {
  readonly status: 'Ok' | 'Rejected' | 'OkErrorInMessagePart';
  /** When it reached us. */
  readonly at: Date;
  readonly errors: readonly { readonly code: string; readonly description: string }[];
}
export interface Delivery {
  readonly channel: string;
  /** Undefined when the channel could not deliver it. */
  readonly deliveredAt: Date | undefined;
  readonly failure: string | undefined;
}

/** A letter that the hospital has sent, or tried to send. */
export interface SentLetter {
  readonly id: string;
  readonly msgId: string;
  readonly title: string;
  readonly patientName: string;
  readonly receiverName: string;
  readonly sentAt: Date;
  /** Undefined until the exchange has taken it. */
  readonly exchangeId: string | undefined;
  /** Undefined for a letter that was refused before it left. */
  readonly transport: TransportState | undefined;
  /** Why it never left, in bokmål. */
  readonly refusal: string | undefined;
  readonly receipt: Receipt | undefined;
  readonly delivery: Delivery | undefined;
}
export type Outcome = 'sent' | 'delivered' | 'rejected';

export interface SentLetters {
  add(letter: SentLetter): void;
  remove(id: string): void;
  /** Newest first. */
  all(): readonly SentLetter[];
  find(id: string): SentLetter | undefined;
  /** The first one sent with this MsgId. */
  findByMsgId(msgId: string): SentLetter | undefined;
  change(
    id: string,
    news: Partial<Pick<SentLetter, 'exchangeId' | 'transport' | 'receipt' | 'delivery'>>,
  ): void;
}

/** The hospital's memory of what it sent. */
export function createSentLetters(): SentLetters {
  const letters = new Map<string, SentLetter>();
  return {
    add: (letter) => void letters.set(letter.id, letter),
    remove: (id) => void letters.delete(id),
    all: () => [...letters.values()].sort((a, b) => b.sentAt.getTime() - a.sentAt.getTime()),
    find: (id) => letters.get(id),
    findByMsgId: (msgId) => [...letters.values()].find((letter) => letter.msgId === msgId),
    change: (id, news) => {
      const letter = letters.get(id);
      if (letter !== undefined) letters.set(id, { ...letter, ...news });
    },
  };
}

/** What became of a letter, all in all. */
export function outcomeOf(letter: SentLetter): Outcome {
  if (letter.refusal !== undefined || letter.transport === 'Rejected') return 'rejected';
  if (letter.receipt?.status === 'Rejected' || letter.delivery?.failure !== undefined) return 'rejected';
  return letter.delivery?.deliveredAt === undefined ? 'sent' : 'delivered';
}

/** Why a letter was rejected, in bokmål; undefined when it was not. */
export function reasonOf(letter: SentLetter): string | undefined {
  if (outcomeOf(letter) !== 'rejected') return undefined;
  if (letter.refusal !== undefined) return letter.refusal;
  if (letter.receipt?.status === 'Rejected') {
    const errors = letter.receipt.errors.map(({ code, description }) => `${code} ${description}`.trim());
    return `Mottakeren avviste brevet: ${errors.join('; ') || 'uten begrunnelse'}`;
  }
  return letter.delivery?.failure ?? 'Meldingsutvekslingen kunne ikke levere brevet til mottakeren.';
}
