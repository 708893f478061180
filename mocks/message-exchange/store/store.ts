import type { Configuration, ConfigurationStore } from '../configurations.ts';
import type { AgendaEntry } from '../far-side/answer.ts';
import type { Message } from '../message.ts';
import type { NotificationStore, StoredNotifications } from '../notification.ts';

/** What an earlier process left, in the order in which it came. */
export interface Stored extends StoredNotifications {
  readonly messages: readonly StoredMessage[];
  readonly agenda: readonly AgendaEntry[];
  readonly configurations: readonly Configuration[];
  /** The last number that a delivery got. */
  readonly sequence: number;
}

export interface StoredMessage {
  readonly message: Message;
  /** Number of the delivery that is unread at each receiver, in the order of the receivers; null: none is. */
  readonly unread: readonly (number | null)[];
}

/**
 * Where the exchange's memory outlives its process. Changes are noted while a request is served, and written, all or
 * none, by commit(), which comes before the answer leaves.
 */
export interface Store extends ConfigurationStore, NotificationStore {
  load(): Stored;
  keep(message: Message): void;
  /** The states of its receivers changed. */
  update(message: Message): void;
  /** With all notifications about it. */
  forget(message: Message): void;
  /** New, or with another time. */
  plan(entry: AgendaEntry): void;
  done(agendaId: number): void;
  sequence(last: number): void;
  commit(): void;
  close(): void;
}
