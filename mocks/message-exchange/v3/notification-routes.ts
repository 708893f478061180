import type { FastifyInstance, FastifyRequest } from 'fastify';
import { callerOf } from '../access/caller.ts';
import { mustRepresent } from '../access/may.ts';
import type { Notification } from '../notification.ts';
import type { Notifications } from '../notifications.ts';
import type { ExchangeSettings } from '../settings.ts';
import { mustBeConfigured, type V3 } from './v3.ts';
import { readNotificationQuery, readStreamQuery } from './notification-query.ts';
import { notificationStream } from './notification-stream.ts';

type WithQuery = FastifyRequest<{ Querystring: Record<string, unknown> }>;

/** `GET /notifications`, which is polled, and `GET /notifications/stream`, which tells by itself. */
export function notificationRoutes(scope: FastifyInstance, v3: V3): void {
  const { notifications, configurations } = v3;
  const name = naming(v3.settings);
  const allow = (request: WithQuery, herIds: readonly number[]): void => {
    mustRepresent(callerOf(request), herIds);
    mustBeConfigured(configurations, herIds);
  };
  scope.get('/notifications', (request: WithQuery, reply) => {
    const { herIds, offset, count } = readNotificationQuery(request.query);
    allow(request, herIds);
    const found = notifications.after(offset, new Set(herIds), count);
    return reply.send({ notifications: found.map(name) });
  });
  const open = openStreams(scope, notifications, name);
  scope.get('/notifications/stream', (request: WithQuery, reply) => {
    const { herIds, offset } = readStreamQuery(request.query, request.headers['last-event-id']);
    allow(request, herIds);
    return reply
      .type('text/event-stream; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(open(offset, herIds));
  });
}

/** Makes streams that end when the server closes: it would wait for them. */
function openStreams(scope: FastifyInstance, notifications: Notifications, name: Name) {
  const streams = new Set<ReturnType<typeof notificationStream>>();
  scope.addHook('preClose', (done) => {
    for (const stream of streams) stream.push(null);
    done();
  });
  return (offset: number | undefined, herIds: readonly number[]) => {
    const stream = notificationStream({ notifications, name, offset, herIds: new Set(herIds) });
    streams.add(stream);
    stream.once('close', () => streams.delete(stream));
    return stream;
  };
}

type Name = (notification: Notification) => object;

/** How a notification is written, the name of its id included. */
function naming({ notificationIdName }: ExchangeSettings): Name {
  return ({ notificationId, ...rest }) => ({ [notificationIdName]: notificationId, ...rest });
}
