import { z } from 'zod';

/** Result of one load run. Times in milliseconds, rates per second. */
export const loadResultSchema = z.strictObject({
  chain: z.string(),
  workload: z.string(),
  durationMs: z.number(),
  /** Whole messages: sent, fetched, receipted, status read. */
  messages: z.int(),
  messagesPerSecond: z.number(),
  steps: z.array(
    z.strictObject({
      name: z.string(),
      count: z.int(),
      failed: z.int(),
      p50: z.number(),
      p95: z.number(),
      p99: z.number(),
      max: z.number(),
    }),
  ),
  thresholds: z.array(z.strictObject({ name: z.string(), met: z.boolean() })),
  /** Every accepted message arrived exactly once and got exactly one receipt. Ids are the exchange's. */
  history: z.strictObject({
    accepted: z.int(),
    receipted: z.int(),
    lost: z.array(z.string()),
    doubled: z.array(z.string()),
    withoutReceipt: z.array(z.string()),
    receiptDoubled: z.array(z.string()),
  }),
});
export type LoadResult = z.infer<typeof loadResultSchema>;
