import { z } from 'zod';

/**
 * The deletion door of a mock or stand-in: `GET` lists what it keeps of tests, `DELETE` removes it. It stands at the
 * plain port alone, for `verdikjede purge`; no real system has it, and the front leads nobody to it.
 */
export const testDataPath = '/test-data';

/** One thing that is kept of a test: never what a start puts there (standing records). No person is in it. */
export const testDatumSchema = z.strictObject({
  /** "letter", "message" */
  kind: z.string(),
  id: z.string(),
  /** Where the participant shows it to those who read, without a login. */
  readAt: z.string().optional(),
});
export type TestDatum = z.infer<typeof testDatumSchema>;

/** What the door answers to `GET`. */
export const testDataSchema = z.strictObject({ kept: z.array(testDatumSchema) });
