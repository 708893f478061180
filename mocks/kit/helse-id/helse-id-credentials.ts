import { z } from 'zod';
import { testClientKey } from '../test-client-key.ts';

/** A private P-256 key as JWK. */
const privateKey = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
  kid: z.string().optional(),
  alg: z.literal('ES256').optional(),
});

/** How a system is known to HelseID. */
export interface HelseIdCredentials {
  readonly clientId: string;
  readonly key: Readonly<z.infer<typeof privateKey>>;
}

/** Setting `helseId` of a system that gets tokens: by default a client of the mock gateway, with the test key. */
export const helseIdSettings = (clientId: string) =>
  z
    .strictObject({ clientId: z.string().min(1).default(clientId), key: privateKey.default(testClientKey) })
    .prefault({});

/** The clients that the mock gateway knows: the sender's organisation, and the receiver's. */
export const testClients = { sender: 'verdikjede-records', receiver: 'verdikjede-portal' } as const;

/** The credentials of one of them. */
export const testCredentials = (who: keyof typeof testClients): HelseIdCredentials => ({
  clientId: testClients[who],
  key: testClientKey,
});
