/** What a notification (API v3) can be about. */
export const notificationTypes = [
  'NewMessage',
  'RefusedMessage',
  'MessageSentStateUpdated',
  'MessageApprecInfoUpdated',
  'MessageDeliveryStateUpdated',
] as const;
export type NotificationType = (typeof notificationTypes)[number];

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

/** Where notifications outlive the process. They go with the message that they are about. */
export interface NotificationStore {
  notify(notification: Notification): void;
  /** The last offset that was given, whether a notification has it or nobody was to be told. */
  offset(last: number): void;
  /** Calls back when everything noted so far is written. */
  whenStored(act: () => void): void;
}

/** What an earlier process left of them, oldest first. */
export interface StoredNotifications {
  readonly notifications: readonly Notification[];
  readonly offset: number;
}
