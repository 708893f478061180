import { z } from 'zod';
import { allowedOperationSchema } from '#environments/environment.schema.ts';

/**
 * What the guard lets through in one run. `verify`: the listed operations and nothing else. `test`: everything
 * to the environment's own addresses; the list then only gives requests their name in the ledger.
 */
export const policySchema = z.strictObject({
  environment: z.string(),
  mode: z.enum(['test', 'verify']),
  /** Https origin of every endpoint of the environment, by endpoint reference. */
  origins: z.record(z.string(), z.url({ protocol: /^https$/ })),
  operations: z.array(allowedOperationSchema),
});
export type Policy = z.infer<typeof policySchema>;
