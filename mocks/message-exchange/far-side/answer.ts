import { z } from 'zod';
import { appRecStatuses } from '#harness/messages/code-systems.ts';
import type { AppRecStatus } from '../message.ts';

const text = z.string().nullable();
/** Message and receiver whose state it is about. */
const about = { messageId: z.string(), herId: z.int() };

/** One thing that comes back from a far side. It holds all that is needed to do it later, also after a restart. */
export const answerSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('transport'),
    ...about,
    event: z.enum(['acknowledge', 'reject', 'abandon']),
  }),
  z.strictObject({
    kind: z.literal('appRec'),
    ...about,
    /** What the AppRec says of the document that it answers. */
    original: z.strictObject({
      type: z.string(),
      genDate: z.string(),
      businessDocumentId: z.string(),
      senderHerId: z.int(),
    }),
    /** Who gets it. */
    to: z.int(),
    outcome: z.strictObject({
      status: z.enum(Object.keys(appRecStatuses) as AppRecStatus[]),
      errors: z.array(z.strictObject({ errorCode: text, details: text, description: text, oid: text })),
    }),
  }),
]);
export type Answer = z.infer<typeof answerSchema>;

/** An answer with its time. */
export const agendaEntrySchema = z.strictObject({
  id: z.int(),
  answer: answerSchema,
  afterMs: z.int(),
  /** Milliseconds since 1970; null as long as the far side holds it back. */
  dueAt: z.int().nullable(),
});
export type AgendaEntry = z.infer<typeof agendaEntrySchema>;
