import { afterTransport, takesAppRec, type TransportEvent } from './delivery-state.ts';
import type { EbXmlOverrides } from './far-side/envelope.ts';
import type { AppRecOutcome, Delivery, Message, ReceiverState } from './message.ts';
import { appRecOnAppRec, invalid, notAuthorized, notFound } from './refusal.ts';
import type { Route } from './routes.ts';
import type { Fault } from './settings.ts';
import type { Stored } from './store/store.ts';
import type { Surroundings } from './surroundings.ts';
import { byGenDate, UnreadList } from './unread-list.ts';

export interface UnreadQuery {
  readonly receiverHerIds: readonly number[];
  readonly senderHerId: number | undefined;
  readonly businessDocumentId: string | undefined;
  readonly count: number;
  readonly order: 'Ascending' | 'Descending';
}

/** What a sender may add to a document, and what goes wrong with it. */
export interface Sending {
  readonly fault?: Fault | undefined;
  readonly ebXmlOverrides?: EbXmlOverrides;
}

/** The exchange's memory: messages by id, indexed by receiver and by MsgId, and the rules of their states. */
export class Exchange {
  readonly #routes: ReadonlyMap<number, Route>;
  readonly #messages = new Map<string, Message>();
  readonly #byDocumentId = new Map<string, Message[]>();
  readonly #unread = new Map<number, UnreadList>();
  #surroundings: Surroundings = {};
  #sequence = 0;

  /** @param routes the way to each party that can be reached, by HER-id */
  constructor(routes: ReadonlyMap<number, Route>) {
    this.#routes = routes;
  }

  /** To be called once, before anything is accepted; takes up what is stored. */
  surroundWith(surroundings: Surroundings, stored?: Stored): void {
    this.#surroundings = surroundings;
    if (stored !== undefined) this.#restore(stored);
  }

  /** How many messages there are. */
  get size(): number {
    return this.#messages.size;
  }

  /** Keeps a message as it is, neither delivered nor stored: one that was delivered before, and comes with each start. */
  keep(message: Message): void {
    this.#messages.set(message.id, message);
    // As of our own AppRecs: found by its id.
    if (message.businessDocumentId === message.id) return;
    const same = this.#byDocumentId.get(message.businessDocumentId);
    if (same === undefined) this.#byDocumentId.set(message.businessDocumentId, [message]);
    else same.push(message);
  }

  /** All messages, oldest first. */
  all(): readonly Message[] {
    return [...this.#messages.values()];
  }

  /** Lets go of a message: from now on nobody knows it. */
  forget(message: Message): void {
    for (const { herId, unread } of message.receivers) {
      if (unread !== undefined) this.#unread.get(herId)?.remove(unread);
    }
    this.#messages.delete(message.id);
    const same = this.#byDocumentId.get(message.businessDocumentId);
    if (same?.includes(message) === true) {
      if (same.length === 1) this.#byDocumentId.delete(message.businessDocumentId);
      else same.splice(same.indexOf(message), 1);
    }
    this.#surroundings.store?.forget(message);
  }

  /**
   * Accepts a message. It is delivered to the receivers that use the API and handed over to the far side of the
   * others; whom the register does not know as active rejects it.
   */
  accept(message: Message, { fault, ebXmlOverrides }: Sending = {}): void {
    this.keep(message);
    if (fault !== 'lost') {
      for (const receiver of message.receivers) {
        receiver.sent = true;
        this.#surroundings.tell?.({ kind: 'sent', message, receiver });
        const route = this.#routeOf(message, receiver);
        receiver.comesAgain = fault === 'doubled' && route?.reach === 'Api';
        if (route === undefined) this.#move(message, receiver, 'reject');
        else if (route.farSide) this.#surroundings.handOver?.(message, receiver, route, ebXmlOverrides);
        else if (this.#move(message, receiver, 'acknowledge')) this.#makeUnread(message, receiver);
      }
    }
    this.#surroundings.store?.keep(message);
    this.#surroundings.changed?.(message);
  }

  /** The message with this id, if there is one. */
  find(id: string): Message | undefined {
    return this.#messages.get(id);
  }

  /** The message with this id; throws a 404 Refusal when there is none. */
  get(id: string): Message {
    const message = this.#messages.get(id);
    if (message === undefined) throw notFound();
    return message;
  }

  /** The messages whose business document has this MsgId, oldest first. */
  withDocumentId(businessDocumentId: string): readonly Message[] {
    const named = this.#messages.get(businessDocumentId);
    const sent = this.#byDocumentId.get(businessDocumentId) ?? [];
    return named?.businessDocumentId === businessDocumentId ? [named, ...sent] : sent;
  }

  /** Unread deliveries, in order of GenDate. */
  unread(query: UnreadQuery): readonly Delivery[] {
    const { receiverHerIds, senderHerId, businessDocumentId, count, order } = query;
    const fromSender = ({ message }: Delivery): boolean =>
      senderHerId === undefined || message.senderHerId === senderHerId;
    const [only] = receiverHerIds;
    if (only !== undefined && receiverHerIds.length === 1 && businessDocumentId === undefined) {
      // Asked all the time: one list, in its own order.
      return this.#unread.get(only)?.first(count, order, fromSender) ?? [];
    }
    const found =
      businessDocumentId === undefined
        ? receiverHerIds.flatMap((herId) => this.#unread.get(herId)?.first(count, order, fromSender) ?? [])
        : this.#unreadWithDocumentId(businessDocumentId, receiverHerIds).filter(fromSender);
    found.sort(order === 'Ascending' ? byGenDate : (a, b) => byGenDate(b, a));
    return found.length > count ? found.slice(0, count) : found;
  }

  /** Marks the message read for one receiver. To mark it again changes nothing. */
  markRead(message: Message, herId: number): void {
    const receiver = receiverOf(message, herId);
    if (receiver.transport !== 'Acknowledged' || this.#usesEdi(herId)) throw notFound();
    if (receiver.unread === undefined) return;
    this.#unread.get(herId)?.remove(receiver.unread);
    receiver.unread = undefined;
    if (receiver.comesAgain) {
      receiver.comesAgain = false;
      this.#makeUnread(message, receiver);
    }
    this.#noteChange(message);
  }

  /** Records one receiver's AppRec. It must have been delivered there, and an AppRec is final. */
  answer(message: Message, herId: number, outcome: AppRecOutcome): void {
    const receiver = receiverOf(message, herId);
    if (message.isAppRec) throw appRecOnAppRec();
    // By EDI it may be ahead of the transport's receipt.
    const hasIt = receiver.transport === 'Acknowledged' || this.#usesEdi(herId);
    if (!hasIt || receiver.transport === 'Rejected') throw notFound();
    if (!this.takeAppRec(message, herId, outcome)) {
      throw invalid('The message has an application receipt from this receiver already.');
    }
  }

  /** Records an AppRec however it came, unless it is against the state table; tells whether it was recorded. */
  takeAppRec(message: Message, herId: number, outcome: AppRecOutcome): boolean {
    const receiver = message.receivers.find((candidate) => candidate.herId === herId);
    if (receiver === undefined || message.isAppRec || !takesAppRec(receiver)) return false;
    receiver.appRec = outcome;
    this.#surroundings.tell?.({ kind: 'apprec', message, receiver });
    this.#noteChange(message);
    return true;
  }

  /** What the transport to one receiver came to. A state that is final does not move. */
  confirm(message: Message, herId: number, event: TransportEvent): void {
    const receiver = message.receivers.find((candidate) => candidate.herId === herId);
    if (receiver === undefined || !this.#move(message, receiver, event)) return;
    if (receiver.transport === 'Acknowledged' && !this.#usesEdi(herId)) this.#makeUnread(message, receiver);
    this.#noteChange(message);
  }

  #usesEdi(herId: number): boolean {
    return this.#routes.get(herId)?.reach === 'Edi';
  }

  #routeOf({ type }: Message, { herId }: ReceiverState): Route | undefined {
    return this.#surroundings.refuses?.(herId, type) === true ? undefined : this.#routes.get(herId);
  }

  #move(message: Message, receiver: ReceiverState, event: TransportEvent): boolean {
    const next = afterTransport(receiver.transport, event);
    if (next === undefined) return false;
    receiver.transport = next;
    this.#surroundings.tell?.({ kind: 'transport', message, receiver });
    return true;
  }

  #noteChange(message: Message): void {
    this.#surroundings.store?.update(message);
    this.#surroundings.changed?.(message);
  }

  #makeUnread(message: Message, receiver: ReceiverState): void {
    this.#addUnread({ message, receiver, sequence: (this.#sequence += 1) });
    this.#surroundings.store?.sequence(this.#sequence);
  }

  #addUnread(delivery: Delivery): void {
    const { receiver } = delivery;
    receiver.unread = delivery;
    let list = this.#unread.get(receiver.herId);
    if (list === undefined) this.#unread.set(receiver.herId, (list = new UnreadList()));
    list.add(delivery);
  }

  #restore({ messages, sequence }: Stored): void {
    this.#sequence = sequence;
    for (const { message, unread } of messages) {
      this.keep(message);
      for (const [i, receiver] of message.receivers.entries()) {
        const number = unread[i] ?? null;
        if (number !== null) this.#addUnread({ message, receiver, sequence: number });
      }
      this.#surroundings.changed?.(message);
    }
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
