import { z } from 'zod';
import type { Configuration } from '../configurations.ts';
import { notificationTypes, type Notification } from '../notification.ts';
import type { Database } from './database.ts';

const configurationSchema = z.strictObject({
  herId: z.int(),
  lockedTo: z.string().nullable(),
  rejectedTypes: z.array(z.string()),
});
const notificationSchema = z.strictObject({
  notificationId: z.string(),
  relatedMessageId: z.string(),
  type: z.enum(notificationTypes),
  notificationReceiverHerId: z.int(),
  notificationTriggeredByHerId: z.int(),
  description: z.string(),
  createdAt: z.string(),
  offset: z.int(),
});
const configurationRows = z.array(z.object({ configuration: z.string() }));
const notificationRows = z.array(z.object({ notification: z.string() }));

/** What API v3 adds, into the store: each change of it as a statement to be run. */
export function v3Statements(database: Database) {
  const set = database.prepare('INSERT OR REPLACE INTO configuration (her_id, configuration) VALUES (?, ?)');
  const remove = database.prepare('DELETE FROM configuration WHERE her_id = ?');
  const notify = database.prepare(
    'INSERT INTO notification (position, message_id, notification) VALUES (?, ?, ?)',
  );
  const forget = database.prepare('DELETE FROM notification WHERE message_id = ?');
  const offset = database.prepare('UPDATE counter SET last_offset = ?');
  return {
    configure: (configuration: Configuration): void =>
      void set.run(configuration.herId, writeConfiguration(configuration)),
    unconfigure: (herId: number): void => void remove.run(herId),
    notify: (one: Notification): void => {
      notify.run(one.offset, one.relatedMessageId, JSON.stringify(one));
    },
    forgetNotifications: (messageId: string): void => void forget.run(messageId),
    offset: (last: number): void => void offset.run(last),
  };
}

/** All stored configurations, and the stored notifications, oldest first. */
export function readV3(database: Database): {
  readonly configurations: Configuration[];
  readonly notifications: Notification[];
} {
  const configurations = database.prepare('SELECT configuration FROM configuration').all();
  const notifications = database.prepare('SELECT notification FROM notification ORDER BY position').all();
  return {
    configurations: configurationRows.parse(configurations).map(({ configuration }) => {
      const { herId, lockedTo, rejectedTypes } = configurationSchema.parse(JSON.parse(configuration));
      return { herId, lockedTo: lockedTo ?? undefined, rejectedTypes: new Set(rejectedTypes) };
    }),
    notifications: notificationRows
      .parse(notifications)
      .map(({ notification }) => notificationSchema.parse(JSON.parse(notification))),
  };
}

function writeConfiguration({ herId, lockedTo, rejectedTypes }: Configuration): string {
  const written: z.input<typeof configurationSchema> = {
    herId,
    lockedTo: lockedTo ?? null,
    rejectedTypes: [...rejectedTypes],
  };
  return JSON.stringify(written);
}
