import { z } from 'zod';

/** The portal's own settings; one that it does not know is refused at start. */
export const settingsSchema = z.strictObject({
  /** How often it asks the exchange for new messages, in milliseconds. */
  pollMs: z.int().min(10).max(60_000).default(250),
  /** How the ID gateway knows the portal. */
  clientSecret: z.string().min(1).default('local-secret-citizen-portal'),
});
