import type { Clock } from '#harness/common/clock.ts';
import type { Message } from '../message.ts';

export interface RetentionSettings {
  /** Finished messages older than this go. */
  readonly olderThanMs?: number | undefined;
  /** More finished messages than this are not kept; the oldest go first. */
  readonly atMost?: number | undefined;
}

/**
 * Whether nothing more is to come of a message: at each receiver it was refused, given up, or came, was read and, if
 * it is no AppRec itself, answered.
 */
export function isFinished({ receivers, isAppRec }: Message): boolean {
  return receivers.every(
    ({ transport, unread, comesAgain, appRec }) =>
      transport === 'Rejected' ||
      transport === 'Abandoned' ||
      (transport === 'Acknowledged' &&
        unread === undefined &&
        !comesAgain &&
        (isAppRec || appRec !== undefined)),
  );
}

/** Lets go of finished messages that are too old or too many. What is not finished stays, however old. */
export class Retention {
  readonly #settings: RetentionSettings;
  readonly #clock: Clock;
  readonly #forget: (message: Message) => void;
  /** By the time since when they are finished, oldest first. */
  readonly #finished = new Map<Message, number>();
  #waiting = false;

  constructor(settings: RetentionSettings, clock: Clock, forget: (message: Message) => void) {
    this.#settings = settings;
    this.#clock = clock;
    this.#forget = forget;
  }

  /** To be called whenever a state of the message changed. */
  look(message: Message): void {
    if (this.#finished.has(message) || !isFinished(message)) return;
    this.#finished.set(message, this.#clock.now().getTime());
    const { atMost = Infinity } = this.#settings;
    for (const [oldest] of this.#finished) {
      if (this.#finished.size <= atMost) break;
      this.#letGo(oldest);
    }
    this.#awaitNext();
  }

  /** Forgets which messages are finished. */
  clear(): void {
    this.#finished.clear();
  }

  #awaitNext(): void {
    const { olderThanMs } = this.#settings;
    const [oldest] = this.#finished.values();
    if (this.#waiting || olderThanMs === undefined || oldest === undefined) return;
    this.#waiting = true;
    void this.#clock.after(Math.max(0, oldest + olderThanMs - this.#clock.now().getTime())).then(() => {
      this.#waiting = false;
      const since = this.#clock.now().getTime() - olderThanMs;
      for (const [message, finishedAt] of this.#finished) {
        if (finishedAt > since) break;
        this.#letGo(message);
      }
      this.#awaitNext();
    });
  }

  #letGo(message: Message): void {
    this.#finished.delete(message);
    this.#forget(message);
  }
}
