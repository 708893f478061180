import { z } from 'zod';

/** Shaped as the messages room's Party, which this floor may not import. */
const party = z.strictObject({
  organisationName: z.string(),
  organisationHerId: z.string(),
  organisationNumber: z.string().optional(),
  serviceName: z.string(),
  serviceHerId: z.string(),
});

/**
 * What the load room hands a chain's k6 script, as a JSON file named in `__ENV.PLAN`; the script writes k6's
 * end-of-test summary to `__ENV.SUMMARY`.
 */
export const loadPlanSchema = z.strictObject({
  /** The exchange's plain port, e.g. `http://127.0.0.1:40123`. */
  baseUrl: z.string(),
  /** One pair for each virtual user, so that no two empty the same inbox. */
  pairs: z.array(z.strictObject({ sender: party, receiver: party })),
  patients: z
    .array(
      z.strictObject({
        pid: z.string(),
        familyName: z.string(),
        middleName: z.string().optional(),
        givenName: z.string(),
      }),
    )
    .min(1),
  /** k6's own options of the workload: scenarios with their executors. */
  options: z.record(z.string(), z.unknown()),
  /** End the test as soon as a threshold is crossed: breakpoint looks for just that. */
  endAtThreshold: z.boolean(),
  /** How long a message or receipt may stay away before it counts as failed. Milliseconds. */
  patienceMs: z.int(),
});
export type LoadPlan = z.infer<typeof loadPlanSchema>;
