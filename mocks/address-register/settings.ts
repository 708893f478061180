import { z } from 'zod';
import { registerTestUser } from '#harness/common/register-test-user.ts';

/** The address register's own settings; one meant for another participant is refused at start. */
export const settingsSchema = z.strictObject({
  /**
   * The CA that signs the parties' certificates, as PEM texts (the key RSA or EC P-256, as PKCS#8). A run hands over
   * one under its own CA; the service alone makes its own.
   */
  certificateAuthority: z.strictObject({ certificate: z.string(), key: z.string() }).optional(),
  /** Who may ask the SOAP service, by user name and password (HTTP Basic); null lets everyone. */
  soapUsers: z
    .record(z.string().regex(/^[^:]+$/), z.string())
    .nullable()
    .default({ [registerTestUser.name]: registerTestUser.password }),
  /** Whether REST and CPPA ask for access tokens of the environment's HelseID (DPoP), as the real ones do. */
  accessTokens: z.enum(['checked', 'unchecked']).default('unchecked'),
  /** Most events in one answer of the event list. */
  eventsPerPage: z.int().min(1).default(100),
});
export type Settings = z.infer<typeof settingsSchema>;
