import { randomUUID } from 'node:crypto';
import type { Clock } from '#harness/common/clock.ts';
import type { Configurations } from './configurations.ts';
import { NotificationLog } from './notification-log.ts';
import type {
  Notification,
  NotificationStore,
  NotificationType,
  StoredNotifications,
} from './notification.ts';
import type { ExchangeEvent } from './surroundings.ts';

const descriptions: Readonly<Record<NotificationType, string>> = {
  NewMessage: 'A new message is available for download.',
  RefusedMessage: 'A message was refused by the configuration of the receiver.',
  MessageSentStateUpdated: 'The message was sent.',
  MessageApprecInfoUpdated: 'The receiver has answered with an application receipt.',
  MessageDeliveryStateUpdated: 'The delivery state of the message has changed.',
};

/** Tells those whom events of the exchange concern. Only HER-ids with a configuration are told anything. */
export class Notifications {
  readonly #configurations: Configurations;
  readonly #clock: Clock;
  readonly #store: NotificationStore | undefined;
  readonly #log = new NotificationLog();
  readonly #followers = new Set<() => void>();
  #offset: number;

  constructor(
    configurations: Configurations,
    clock: Clock,
    store?: NotificationStore,
    stored: StoredNotifications = { notifications: [], offset: 0 },
  ) {
    this.#configurations = configurations;
    this.#clock = clock;
    this.#store = store;
    this.#offset = stored.offset;
    for (const notification of stored.notifications) this.#log.add(notification);
  }

  /** The newest offset of all. */
  get end(): number {
    return this.#offset;
  }

  /** How many are kept. */
  get size(): number {
    return this.#log.size;
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
    return this.#log.after(offset, herIds, count);
  }

  /** Lets go of all about a message that is gone: one more gap for readers. The store lets go of them itself. */
  forget(messageId: string): void {
    this.#log.forget(messageId);
  }

  /** Calls `look` at each new notification until the function returned is called. */
  follow(look: () => void): () => void {
    this.#followers.add(look);
    return () => this.#followers.delete(look);
  }

  #add(type: NotificationType, relatedMessageId: string, to: number, by: number): void {
    this.#offset += 1;
    this.#store?.offset(this.#offset);
    if (!this.#configurations.has(to)) return;
    const notification: Notification = {
      notificationId: randomUUID(),
      relatedMessageId,
      type,
      notificationReceiverHerId: to,
      notificationTriggeredByHerId: by,
      description: descriptions[type],
      createdAt: this.#clock.now().toISOString(),
      offset: this.#offset,
    };
    this.#log.add(notification);
    this.#store?.notify(notification);
    const wake = (): void => this.#followers.forEach((look) => look());
    // A reader goes on from the last offset that it saw: what a kill could take back must not be seen.
    if (this.#store === undefined) wake();
    else this.#store.whenStored(wake);
  }
}
