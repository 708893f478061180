import type { Notification } from './notification.ts';

/** Notifications in order of offset, as long as the message that they are about is kept. */
export class NotificationLog {
  #all: Notification[] = [];
  /** How many there are of each message. */
  readonly #ofMessage = new Map<string, number>();
  /** How many in `#all` are about messages that are gone. */
  #forgotten = 0;

  get size(): number {
    return this.#all.length - this.#forgotten;
  }

  /** The offset must be greater than all before. */
  add(notification: Notification): void {
    const { relatedMessageId } = notification;
    this.#all.push(notification);
    this.#ofMessage.set(relatedMessageId, (this.#ofMessage.get(relatedMessageId) ?? 0) + 1);
  }

  /** To be called when nothing more will be told of the message. */
  forget(messageId: string): void {
    this.#forgotten += this.#ofMessage.get(messageId) ?? 0;
    this.#ofMessage.delete(messageId);
    // One by one would move all newer ones each time.
    if (this.#forgotten * 2 <= this.#all.length) return;
    this.#all = this.#all.filter((one) => this.#isKept(one));
    this.#forgotten = 0;
  }

  /** The first `count` of these HER-ids that are newer than `offset`. */
  after(offset: number, herIds: ReadonlySet<number>, count: number): Notification[] {
    const found: Notification[] = [];
    for (let i = this.#placeAfter(offset); i < this.#all.length && found.length < count; i += 1) {
      const next = this.#all[i];
      if (next !== undefined && herIds.has(next.notificationReceiverHerId) && this.#isKept(next)) {
        found.push(next);
      }
    }
    return found;
  }

  #isKept({ relatedMessageId }: Notification): boolean {
    return this.#ofMessage.has(relatedMessageId);
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
