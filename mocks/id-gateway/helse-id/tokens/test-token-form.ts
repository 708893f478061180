import { z } from 'zod';

/** Body of a request for a wrong token: how the client shows who it is, and what the token is for. */
export const testTokenFormSchema = z.object({
  client_assertion: z.string(),
  client_assertion_type: z.literal('urn:ietf:params:oauth:client-assertion-type:jwt-bearer'),
  scope: z.string().optional(),
  /** The request that the proof is for; without them no proof is made. */
  htm: z.string().optional(),
  htu: z.url().optional(),
});
export type TestTokenForm = z.infer<typeof testTokenFormSchema>;
