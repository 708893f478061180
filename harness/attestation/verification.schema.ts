import { z } from 'zod';
import { scenarioStatuses, sealSchema } from '#harness/observation/run-record.schema.ts';

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** An in-toto resource descriptor: a thing by name and digest. */
export const resourceSchema = z.object({ name: z.string(), digest: z.object({ sha256: sha256Schema }) });
export type Resource = z.infer<typeof resourceSchema>;

/** What a verify run was, beyond in-toto's own words: the extension field of its predicate. */
const runSchema = z.strictObject({
  version: z.literal(1),
  run: z.string(),
  environment: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  /** Whether the seal enclosed the run. */
  sealed: z.boolean(),
  /** What it was, since there are two ways. */
  seal: sealSchema.optional(),
  /** The one answer, and the exit code that goes with it. */
  verdict: z.string(),
  exitCode: z.int(),
  /** Null where the environment asks for no change record. `throwAway`: the gate was rehearsed, nobody approved. */
  change: z.strictObject({ id: z.string(), digest: sha256Schema, throwAway: z.boolean() }).nullable(),
  /** What was deployed, as it was read before the first scenario; null where nothing answered. */
  versions: z.array(z.strictObject({ name: z.string(), version: z.string().nullable() })),
  scenarios: z.array(
    z.strictObject({
      name: z.string(),
      file: z.string(),
      /** Of the file, before the run; null for one that is not in the folder of the scenarios. */
      sha256: sha256Schema.nullable(),
      status: z.enum(scenarioStatuses),
    }),
  ),
  auditLog: z.strictObject({
    records: z.int(),
    /** SHA-256 of its last record; empty when there is no log. */
    head: z.string(),
    problem: z.string().nullable(),
  }),
});

export const verificationType = 'https://in-toto.io/attestation/test-result/v0.1';

/**
 * The certificate of verification: an in-toto Statement v1 with a test result. `subject` is what was verified (the
 * environment), by what right (the change record) and its trace (the audit log); `configuration` is what it was done
 * with. Fields that in-toto may add later are passed over, as it asks; ours are all known.
 */
export const verificationSchema = z.object({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  subject: z.array(resourceSchema).min(1),
  predicateType: z.literal(verificationType),
  predicate: z.object({
    result: z.enum(['PASSED', 'WARNED', 'FAILED']),
    configuration: z.array(resourceSchema).min(1),
    passedTests: z.array(z.string()),
    /** None of ours: what the gate warned of belongs to no scenario. */
    warnedTests: z.array(z.string()),
    failedTests: z.array(z.string()),
    verdikjede: runSchema,
  }),
});
export type Verification = z.infer<typeof verificationSchema>;
