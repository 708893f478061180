import { z } from 'zod';
import { appRecStatuses } from '#harness/messages/code-systems.ts';
import { xmlText } from '#harness/messages/xml-text.ts';
import { herIdNumber } from '../her-id.ts';
import type { AppRecStatus } from '../message.ts';
import { envelopeFields } from './envelope.ts';
import { longestTimerMs } from './longest-timer.ts';

/** How late, how often and about which message an answer comes. */
const delivery = {
  /** Milliseconds after the message came. */
  afterMs: z.int().min(0).max(longestTimerMs).default(0),
  times: z.int().min(1).max(10).default(1),
  /** The message before it: an answer to the wrong one. Where there was none, one that nobody knows. */
  about: z.enum(['this', 'previous']).default('this'),
};

const statuses = Object.keys(appRecStatuses) as AppRecStatus[];

const transportSchema = z.strictObject({
  says: z.enum(['acknowledge', 'reject', 'nothing']).default('acknowledge'),
  ...delivery,
});

const appRecSchema = z
  .strictObject({
    says: z.enum([...statuses, 'nothing']).default('nothing'),
    errors: z.array(z.strictObject({ code: xmlText, text: xmlText.optional() })).default([]),
    ...delivery,
    /** HER-id that gets it instead of the sender: an answer to the wrong one. */
    to: herIdNumber.optional(),
  })
  .refine(({ says, errors }) => says !== 'Rejected' || errors.length > 0, {
    path: ['errors'],
    error: 'must have an error when it says Rejected',
  });

/** What the party at the far side does with each message that comes. Without a word it acknowledges, and says no more. */
export const farSideSchema = z.strictObject({
  transport: transportSchema.prefault({}),
  appRec: appRecSchema.prefault({}),
  /** It holds its answers until so many messages have come, and then gives them, newest first. */
  newestFirstOf: z.int().min(2).max(1000).optional(),
  /** By EDI: the values of the envelope that it knows. Any other is answered with a MessageError: rejected. */
  accepts: z.partialRecord(z.enum(envelopeFields), z.array(z.string())).optional(),
});
export type FarSideScript = z.infer<typeof farSideSchema>;

/** What a party does that no script plays. */
export const plainFarSide: FarSideScript = farSideSchema.parse({});
