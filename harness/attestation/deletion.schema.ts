import { z } from 'zod';
import { resourceSchema } from './verification.schema.ts';

export const deletionType = 'urn:verdikjede:deletion:v1';

/**
 * The confirmation of deletion: an in-toto Statement v1 with a predicate of our own. It is made only when a sentinel
 * found nothing left in the places that it names; it carries counts, never what was deleted.
 */
export const deletionSchema = z.object({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  /** Environment file and roster: where, and whose data. */
  subject: z.array(resourceSchema).min(1),
  predicateType: z.literal(deletionType),
  predicate: z.strictObject({
    version: z.literal(1),
    environment: z.string(),
    /** Of the participants that were up. */
    run: z.string(),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime(),
    /** Function of whoever deleted. */
    tester: z.string(),
    /** Where it was deleted, how many of each kind, and that the sentinel found nothing left. */
    deleted: z.array(
      z.strictObject({
        place: z.string(),
        removed: z.record(z.string(), z.int().min(0)),
        left: z.literal(0),
      }),
    ),
    /** Records that come with each start, and stay. */
    standingRecords: z.int().min(0),
    notCovered: z.array(z.strictObject({ participant: z.string(), because: z.string() })),
  }),
});
export type Deletion = z.infer<typeof deletionSchema>;
