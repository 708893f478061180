import { Readable } from 'node:stream';
import type { Notification } from '../notification.ts';
import type { Notifications } from '../notifications.ts';

export interface StreamOptions {
  readonly notifications: Notifications;
  readonly herIds: ReadonlySet<number>;
  /** The last one that was processed; undefined: only what comes from now on. */
  readonly offset: number | undefined;
  readonly name: (notification: Notification) => object;
}

/** How many are looked up at once for a reader that lies behind. */
const batch = 100;

/**
 * Server-sent events: `connected`, then a `notification` each, with its offset as id, as fast as the reader takes them.
 * It never ends by itself.
 */
export function notificationStream({ notifications, herIds, offset, name }: StreamOptions): Readable {
  let last = offset ?? notifications.end;
  let wanted = false;
  const pushNew = (): void => {
    while (wanted) {
      const found = notifications.after(last, herIds, batch);
      for (const notification of found) {
        last = notification.offset;
        const data = JSON.stringify(name(notification));
        wanted = stream.push(`event: notification\nid: ${last}\ndata: ${data}\n\n`);
        if (!wanted) break;
      }
      if (found.length === 0) return;
    }
  };
  const unfollow = notifications.follow(pushNew);
  const stream = new Readable({
    read: () => {
      wanted = true;
      pushNew();
    },
    destroy: (error, done) => {
      wanted = false;
      unfollow();
      done(error);
    },
  });
  stream.push('event: connected\ndata:\n\n');
  return stream;
}
