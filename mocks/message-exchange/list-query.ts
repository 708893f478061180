import { z } from 'zod';
import { check } from './check.ts';
import type { UnreadQuery } from './exchange.ts';
import { readSearchedHerId } from './her-id.ts';
import { queryByName } from './query-by-name.ts';

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
    .transform((herIds) => herIds.map((herId) => readSearchedHerId(herId, 'ReceiverHerIds')))
    .refine((herIds) => new Set(herIds).size === herIds.length, 'must not have the same HER-id twice'),
  senderherid: z
    .string()
    .transform((herId) => readSearchedHerId(herId, 'SenderHerId'))
    .optional(),
  businessdocumentid: z
    .string()
    .refine((text) => [...text].length <= 100, 'must not be longer than 100 characters')
    .optional(),
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

/**
 * The query of `GET /Messages`; a 400 when it breaks a rule. Keys may be in any case; an empty value counts as absent
 * where the default is null.
 */
export function readListQuery(query: Readonly<Record<string, unknown>>): ListQuery {
  const read = check(querySchema, queryByName(query, mayBeEmpty));
  return {
    receiverHerIds: read.receiverherids,
    senderHerId: read.senderherid,
    businessDocumentId: read.businessdocumentid,
    includeMetadata: read.includemetadata,
    count: read.messagestofetch,
    order: read.orderby,
  };
}

/** Kept at most, and only of usual length: whoever asks in ever new words gains nothing, and costs nothing. */
const most = { queries: 1000, characters: 500 } as const;

/** `readListQuery`, remembering what it read: who polls asks in the same words each time. */
export function listQueryReader(): (url: string, query: Readonly<Record<string, unknown>>) => ListQuery {
  const known = new Map<string, ListQuery>();
  return (url, query) => {
    let read = known.get(url);
    if (read === undefined) {
      read = readListQuery(query);
      if (known.size >= most.queries) known.clear();
      if (url.length <= most.characters) known.set(url, read);
    }
    return read;
  };
}

const mayBeEmpty = new Set(['senderherid', 'businessdocumentid']);
