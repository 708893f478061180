import { randomUUID } from 'node:crypto';
import type { Clock } from '#harness/common/clock.ts';
import type { Configurations } from './configurations.ts';
import type { ExchangeEvent } from './exchange.ts';

/** Tells a HER-id that something has happened to a message (API v3). */
export interface Notification {
  readonly notificationId: string;
  readonly relatedMessageId: string;
  readonly type: NotificationType;
  readonly notificationReceiverHerId: number;
  readonly notificationTriggeredByHerId: number;
  readonly description: string;
  /** Instant, UTC. */
  readonly createdAt: string;
  /** Grows over all HER-ids together, so each sees gaps. */
  readonly offset: number;
}
export type NotificationType =
  | 'NewMessage'
  | 'RefusedMessage'
  | 'MessageSentStateUpdated'
  | 'MessageApprecInfoUpdated'
  | 'MessageDeliveryStateUpdated';

const descriptions: Readonly<Record<NotificationType, string>> = {
  NewMessage: 'A new message is available for download.',
  RefusedMessage: 'A message was refused by the configuration of the receiver.',
  MessageSentStateUpdated: 'The message was sent.',
  MessageApprecInfoUpdated: 'The receiver has answered with an application receipt.',
  MessageDeliveryStateUpdated: 'The delivery state of the message has changed.',
};

/** All notifications in order of offset. Only HER-ids with a configuration get any. */
export class Notifications {
  readonly #configurations: Configurations;
  readonly #clock: Clock;
  readonly #all: Notification[] = [];
  readonly #followers = new Set<() => void>();
  #offset = 0;

  constructor(configurations: Configurations, clock: Clock) {
    this.#configurations = configurations;
    this.#clock = clock;
  }

  /** The offset of the newest notification of all. */
  get end(): number {
    return this.#offset;
  }

  /** Tells those whom an event of the exchange concerns. */
  tell({ kind, message, receiver }: ExchangeEvent): void {
    const { id, senderHerId } = message;
    const { herId } = receiver;
    const toSender = (type: NotificationType): void => this.#add(type, id, senderHerId, herId);
    const toReceiver = (type: NotificationType): void => this.#add(type, id, herId, senderHerId);
    if (kind === 'apprec') toSender('MessageApprecInfoUpdated');
    else if (kind === 'sent') toSender('MessageSentStateUpdated');
    else {
      if (receiver.transport === 'Acknowledged') toReceiver('NewMessage');
      if (receiver.transport === 'Rejected' && !this.#configurations.takes(herId, message.type)) {
        toReceiver('RefusedMessage');
      }
      toSender('MessageDeliveryStateUpdated');
    }
  }

  /** The first `count` of these HER-ids that are newer than `offset`. */
  after(offset: number, herIds: ReadonlySet<number>, count: number): readonly Notification[] {
    const found: Notification[] = [];
    for (let i = this.#placeAfter(offset); i < this.#all.length && found.length < count; i += 1) {
      const next = this.#all[i];
      if (next !== undefined && herIds.has(next.notificationReceiverHerId)) found.push(next);
    }
    return found;
  }

  /** Calls `look` at each new notification until the function returned is called. */
  follow(look: () => void): () => void {
    this.#followers.add(look);
    return () => this.#followers.delete(look);
  }

  #add(type: NotificationType, relatedMessageId: string, to: number, by: number): void {
    this.#offset += 1;
    if (!this.#configurations.has(to)) return;
    this.#all.push({
      notificationId: randomUUID(),
      relatedMessageId,
      type,
      notificationReceiverHerId: to,
      notificationTriggeredByHerId: by,
      description: descriptions[type],
      createdAt: this.#clock.now().toISOString(),
      offset: this.#offset,
    });
    for (const look of this.#followers) look();
  }

  #placeAfter(offset: number): number {
    let low = 0;
    let high = this.#all.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#all[middle]?.offset ?? Infinity) > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
