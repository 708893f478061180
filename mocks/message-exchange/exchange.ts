import type { AppRecOutcome, Delivery, Message, ReceiverState } from './message.ts';
import { invalid, notAuthorized, notFound } from './refusal.ts';
import type { Fault } from './settings.ts';
import { byGenDate, UnreadList } from './unread-list.ts';

export interface UnreadQuery {
  readonly receiverHerIds: readonly number[];
  readonly senderHerId: number | undefined;
  readonly businessDocumentId: string | undefined;
  readonly count: number;
  readonly order: 'Ascending' | 'Descending';
}

/** The exchange's memory: messages by id, indexed by receiver and by MsgId, and the rules of their states. */
export class Exchange {
  readonly #isActiveParty: (herId: number) => boolean;
  readonly #messages = new Map<string, Message>();
  readonly #byDocumentId = new Map<string, Message[]>();
  readonly #unread = new Map<number, UnreadList>();
  #sequence = 0;

  /** @param isActiveParty whether the address register has an active party with this HER-id */
  constructor(isActiveParty: (herId: number) => boolean) {
    this.#isActiveParty = isActiveParty;
  }

  /** Keeps a message as it is, without delivering it: one that was delivered before. */
  keep(message: Message): void {
    this.#messages.set(message.id, message);
    const same = this.#byDocumentId.get(message.businessDocumentId);
    if (same === undefined) this.#byDocumentId.set(message.businessDocumentId, [message]);
    else same.push(message);
  }

  /** Accepts a message and delivers it to those of its receivers that are active parties; the others reject it. */
  accept(message: Message, fault?: Fault): void {
    this.keep(message);
    if (fault === 'lost') return;
    for (const receiver of message.receivers) {
      receiver.transport = this.#isActiveParty(receiver.herId) ? 'Acknowledged' : 'Rejected';
      if (receiver.transport === 'Rejected') continue;
      receiver.comesAgain = fault === 'doubled';
      this.#makeUnread(message, receiver);
    }
  }

  /** The message with this id; throws a 404 Refusal when there is none. */
  get(id: string): Message {
    const message = this.#messages.get(id);
    if (message === undefined) throw notFound();
    return message;
  }

  /** The messages whose business document has this MsgId, oldest first. */
  withDocumentId(businessDocumentId: string): readonly Message[] {
    return this.#byDocumentId.get(businessDocumentId) ?? [];
  }

  /** Unread deliveries, in order of GenDate. */
  unread(query: UnreadQuery): readonly Delivery[] {
    const { receiverHerIds, senderHerId, businessDocumentId, count, order } = query;
    const fromSender = ({ message }: Delivery): boolean =>
      senderHerId === undefined || message.senderHerId === senderHerId;
    const found =
      businessDocumentId === undefined
        ? receiverHerIds.flatMap((herId) => this.#unread.get(herId)?.first(count, order, fromSender) ?? [])
        : this.#unreadWithDocumentId(businessDocumentId, receiverHerIds).filter(fromSender);
    if (receiverHerIds.length > 1 || businessDocumentId !== undefined) {
      found.sort(order === 'Ascending' ? byGenDate : (a, b) => byGenDate(b, a));
    }
    return found.length > count ? found.slice(0, count) : found;
  }

  /** Marks the message read for one receiver. To mark it again changes nothing. */
  markRead(message: Message, herId: number): void {
    const receiver = receiverOf(message, herId);
    if (receiver.transport !== 'Acknowledged') throw notFound();
    if (receiver.unread === undefined) return;
    this.#unread.get(herId)?.remove(receiver.unread);
    receiver.unread = undefined;
    if (receiver.comesAgain) {
      receiver.comesAgain = false;
      this.#makeUnread(message, receiver);
    }
  }

  /** Records one receiver's AppRec. It must have been delivered there, and an AppRec is final. */
  answer(message: Message, herId: number, outcome: AppRecOutcome): void {
    const receiver = receiverOf(message, herId);
    if (message.isAppRec)
      throw invalid('An application receipt is not answered with an application receipt.');
    if (receiver.transport !== 'Acknowledged') throw notFound();
    if (receiver.appRec !== undefined) {
      throw invalid('The message has an application receipt from this receiver already.');
    }
    receiver.appRec = outcome;
  }

  #makeUnread(message: Message, receiver: ReceiverState): void {
    const delivery = { message, receiver, sequence: (this.#sequence += 1) };
    receiver.unread = delivery;
    let list = this.#unread.get(receiver.herId);
    if (list === undefined) this.#unread.set(receiver.herId, (list = new UnreadList()));
    list.add(delivery);
  }

  #unreadWithDocumentId(businessDocumentId: string, herIds: readonly number[]): Delivery[] {
    return this.withDocumentId(businessDocumentId)
      .flatMap((message) => message.receivers)
      .filter((receiver) => herIds.includes(receiver.herId))
      .map((receiver) => receiver.unread)
      .filter((delivery) => delivery !== undefined);
  }
}

function receiverOf(message: Message, herId: number): ReceiverState {
  const receiver = message.receivers.find((candidate) => candidate.herId === herId);
  if (receiver === undefined) throw notAuthorized(herId);
  return receiver;
}
