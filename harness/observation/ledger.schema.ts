import { z } from 'zod';
import { certificateFactsSchema } from './observation.schema.ts';

const at = z.iso.datetime();

/**
 * `denied` fails the run. `vendor` (the browser maker's own background requests), `canary`, and `after stop` (what was
 * still tried when the run had been stopped) do not.
 */
export const denialClasses = ['denied', 'vendor', 'canary', 'after stop'] as const;

/** A person who is not on the roster, in what passed the guard. Nothing of the number is kept. */
export const identityIncidentSchema = z.strictObject({
  at,
  way: z.enum(['request', 'answer']),
  method: z.string(),
  host: z.string(),
  endpoint: z.string().nullable(),
  scenario: z.string().nullable(),
  /** `query`, `JSON: base64, gzip`: the place, then the decodings that lead there. */
  where: z.string(),
  /** `real` is everything but month +80 and +65. */
  is: z.enum(['synthetic', 'real']),
  /** Equal for the same person in the same run; the key is kept nowhere. */
  hmac: z.string(),
});
export type IdentityIncident = z.infer<typeof identityIncidentSchema>;

/** Why nothing could leave any more before the run had come to its end. */
export const stopSchema = z.strictObject({
  at,
  /** A person off the roster in an answer; somebody who stopped the run; the change record's time; the budget. */
  cause: z.enum(['identity', 'person', 'window', 'budget']),
  /** One sentence. */
  reason: z.string(),
});
export type Stop = z.infer<typeof stopSchema>;

/**
 * The ledger: what the guard saw in this run, one JSON line each. A request is written before it leaves
 * (`request`), its outcome after (`response` or `failed`), with the same number.
 */
export const ledgerEntrySchema = z.discriminatedUnion('entry', [
  z.strictObject({
    entry: z.literal('request'),
    at,
    number: z.int(),
    kind: z.enum(['read', 'session', 'allowed']),
    method: z.string(),
    host: z.string(),
    /** Path template of the operation, or `other` in test mode. Never the path itself: it may carry an identity. */
    path: z.string(),
    endpoint: z.string().nullable(),
    operation: z.string().nullable(),
    scenario: z.string().nullable(),
    /** How long the guard held it back for the pace of the environment; absent when it did not. */
    pacedMs: z.int().optional(),
    /** The guard's own, for an access token; absent for what came to it. */
    own: z.literal(true).optional(),
  }),
  z.strictObject({
    entry: z.literal('response'),
    at,
    number: z.int(),
    status: z.int(),
    contentType: z.string().nullable(),
    headers: z.array(z.string()),
  }),
  z.strictObject({ entry: z.literal('failed'), at, number: z.int(), reason: z.string() }),
  z.strictObject({
    entry: z.literal('denial'),
    at,
    class: z.enum(denialClasses),
    method: z.string(),
    host: z.string(),
    /** One sentence: which rule refused it. */
    reason: z.string(),
    scenario: z.string().nullable(),
  }),
  z.strictObject({ entry: z.literal('identity'), ...identityIncidentSchema.shape }),
  z.strictObject({ entry: z.literal('stopped'), ...stopSchema.shape }),
  z.strictObject({
    entry: z.literal('certificate'),
    at,
    endpoint: z.string(),
    facts: certificateFactsSchema,
  }),
  z.strictObject({
    entry: z.literal('document'),
    at,
    endpoint: z.string(),
    operation: z.string(),
    body: z.json(),
  }),
]);
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;
