import { z } from 'zod';
import { check } from './check.ts';
import type { UnreadQuery } from './exchange.ts';
import { readHerId } from './her-id.ts';

const orders = {
  ascending: 'Ascending',
  '1': 'Ascending',
  descending: 'Descending',
  '2': 'Descending',
} as const;

const lowerCased = z.string().transform((text) => text.toLowerCase());
const querySchema = z.object({
  receiverherids: z
    .union([z.string().transform((text) => [text]), z.array(z.string())], 'is required')
    .transform((herIds) => herIds.map((herId) => readHerId(herId, 'ReceiverHerIds')))
    .refine((herIds) => new Set(herIds).size === herIds.length, 'must not have the same HER-id twice'),
  senderherid: z
    .string()
    .transform((herId) => readHerId(herId, 'SenderHerId'))
    .optional(),
  businessdocumentid: z.string().max(100).optional(),
  includemetadata: lowerCased
    .pipe(z.enum(['true', 'false']))
    .transform((text) => text === 'true')
    .default(false),
  messagestofetch: z
    .string()
    .regex(/^[0-9]{1,3}$/, 'must be a number between 1 and 100')
    .transform(Number)
    .pipe(z.int().min(1).max(100, 'must be a number between 1 and 100'))
    .default(10),
  orderby: lowerCased
    .pipe(z.enum(['ascending', 'descending', '1', '2']))
    .transform((text) => orders[text])
    .default('Ascending'),
});

export interface ListQuery extends UnreadQuery {
  readonly includeMetadata: boolean;
}

/** The query of `GET /Messages`. Keys may be in any case, an empty value counts as absent; else 400. */
export function readListQuery(query: Readonly<Record<string, unknown>>): ListQuery {
  const given = Object.entries(query).filter(([, value]) => value !== '');
  const read = check(
    querySchema,
    Object.fromEntries(given.map(([key, value]) => [key.toLowerCase(), value])),
  );
  return {
    receiverHerIds: read.receiverherids,
    senderHerId: read.senderherid,
    businessDocumentId: read.businessdocumentid,
    includeMetadata: read.includemetadata,
    count: read.messagestofetch,
    order: read.orderby,
  };
}
