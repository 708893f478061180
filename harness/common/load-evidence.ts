import { z } from 'zod';

/**
 * What a k6 script saw of each message, one JSON line each, written by the clients alone: the history check
 * believes nothing that the exchange says of itself.
 */
export const loadEvidenceSchema = z.discriminatedUnion('event', [
  /** The exchange answered 201 with this id to the document with this MsgId. */
  z.strictObject({ event: z.literal('accepted'), id: z.string(), msgId: z.string() }),
  /** The receiver downloaded the document. */
  z.strictObject({ event: z.literal('fetched'), id: z.string(), msgId: z.string() }),
  /** The receiver's AppRec for message `id` was accepted as message `receiptId`. */
  z.strictObject({ event: z.literal('receipted'), id: z.string(), receiptId: z.string() }),
  /** The sender downloaded the AppRec `receiptId`, which names the original's MsgId. */
  z.strictObject({ event: z.literal('receipt'), receiptId: z.string(), msgId: z.string() }),
  /** The whole path of one message was walked. */
  z.strictObject({ event: z.literal('whole'), msgId: z.string() }),
  z.strictObject({ event: z.literal('failed'), step: z.string(), why: z.string() }),
]);
export type LoadEvidence = z.infer<typeof loadEvidenceSchema>;
