import { z } from 'zod';

/** The record system's own settings; one that it does not know is refused at start. */
export const settingsSchema = z.strictObject({
  /** How often it asks the exchange for receipts and reports, in milliseconds. */
  pollMs: z.int().min(10).max(60_000).default(250),
});
