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
  /**
   * HTTP status of a SOAP 1.2 fault that blames the sender. The real register is WCF (its WSDL says WSHttpBinding),
   * which sends 500 with every fault, and whose clients read a fault from no other status; the HTTP binding of
   * SOAP 1.2 says 400. In SOAP 1.1 it is always 500.
   */
  senderFaultStatus: z.union([z.literal(500), z.literal(400)]).default(500),
  /**
   * Which requests to REST and CPPA need a HelseID token (DPoP): those that come through the front, under the
   * register's own names (the plain port takes any), `always` those to the plain port too, or `never`. Where the
   * environment has no HelseID there is none to check, and only `always` insists.
   */
  tokenCheck: z.enum(['front', 'always', 'never']).default('front'),
  /** Most events in one answer of the event list. */
  eventsPerPage: z.int().min(1).default(100),
});
export type Settings = z.infer<typeof settingsSchema>;
