import { z } from 'zod';

/** The address register's own settings; one meant for another participant is refused at start. */
export const settingsSchema = z.strictObject({
  /** The CA that signs the parties' certificates, as PEM texts (RSA, the key as PKCS#8); one of its own when absent. */
  certificateAuthority: z.strictObject({ certificate: z.string(), key: z.string() }).optional(),
  /** Most events in one answer of the event list. */
  eventsPerPage: z.int().min(1).default(100),
});
export type Settings = z.infer<typeof settingsSchema>;
