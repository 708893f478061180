import { z } from 'zod';
import { check } from '../check.ts';
import { readHerId } from '../her-id.ts';
import { queryByName } from '../query-by-name.ts';

const herIds = z
  .union([z.string().transform((text) => [text]), z.array(z.string())], 'is required')
  .transform((texts) => texts.map((text) => readHerId(text, 'HerIds')))
  .refine((all) => all.length <= 1500, 'must not be more than 1500')
  .refine((all) => new Set(all).size === all.length, 'must not have the same HER-id twice');
const offset = z
  .string('is required')
  .regex(/^[0-9]{1,15}$/, 'must be a number from 0')
  .transform(Number);
const count = z
  .string()
  .regex(/^[0-9]{1,4}$/, 'must be a number between 1 and 1000')
  .transform(Number)
  .pipe(z.int().min(1).max(1000, 'must be a number between 1 and 1000'))
  .default(100);

const listSchema = z.object({ herids: herIds, offset, notificationstofetch: count });
const streamSchema = z.object({ herids: herIds, offset: offset.optional() });
type Query = Readonly<Record<string, unknown>>;

export interface NotificationQuery {
  readonly herIds: readonly number[];
  /** The last one that was processed. */
  readonly offset: number;
  readonly count: number;
}

/** The query of `GET /notifications`; a 400 when it breaks a rule. */
export function readNotificationQuery(query: Query): NotificationQuery {
  const { herids, offset: last, notificationstofetch } = check(listSchema, queryByName(query));
  return { herIds: herids, offset: last, count: notificationstofetch };
}

/**
 * The query of `GET /notifications/stream`. A client that connects again by itself tells in Last-Event-ID how far it
 * came, beside the query that it began with; undefined where neither says: then the stream starts at the end.
 */
export function readStreamQuery(
  query: Query,
  lastEventId: string | string[] | undefined,
): { readonly herIds: readonly number[]; readonly offset: number | undefined } {
  const read = check(streamSchema, queryByName(query));
  const last = offset.safeParse(lastEventId);
  return { herIds: read.herids, offset: last.success ? last.data : read.offset };
}

/** HerIds alone. */
export function readHerIds(query: Query): readonly number[] {
  return check(z.object({ herids: herIds }), queryByName(query)).herids;
}
