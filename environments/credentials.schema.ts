import { z } from 'zod';
import { endpointRefs, participantNames } from '#harness/common/participants.ts';

/** A secret by where it is kept; a secret itself never stands in a file of an environment. */
export const secretReference =
  /^\$\{(?:env:(?<variable>[A-Za-z_][A-Za-z0-9_]*)|(?<stored>file|age):(?<path>[^{}$]+)|sops:(?<document>[^{}$#]+)#(?<key>[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*))\}$/;
const byReference = z
  .string()
  .regex(
    secretReference,
    'must say where the secret is kept: ${env:NAME}, ${file:PATH}, ${age:PATH} or ${sops:PATH#KEY}',
  );

const endpoint = z.enum(participantNames.flatMap(endpointRefs));
const headerName = z.string().regex(/^[A-Za-z0-9-]+$/, 'is no name of a header');

/** The kinds of credentials, with what is secret in them in the form of `secret`. */
const credentialOf = <S extends z.ZodType<string>>(secret: S) =>
  z.discriminatedUnion('as', [
    z.strictObject({ as: z.literal('header'), endpoint, name: headerName, value: secret }),
    z.strictObject({ as: z.literal('bearer'), endpoint, token: secret }),
    /** A service account: HTTP Basic. */
    z.strictObject({ as: z.literal('basic'), endpoint, user: secret, password: secret }),
    /** A client certificate with its chain, and its private key; both PEM. */
    z.strictObject({ as: z.literal('certificate'), endpoint, certificate: secret, key: secret }),
    /** A client of HelseID: client credentials with private_key_jwt, and DPoP. The key is an EC P-256 JWK. */
    z.strictObject({
      as: z.literal('helse-id'),
      endpoint,
      clientId: z.string().min(1),
      scope: z.string().min(1),
      key: secret,
    }),
  ]);

/** What the guard adds to requests to one endpoint, as an environment file names it. */
export const credentialSchema = credentialOf(byReference);
export type CredentialReference = z.infer<typeof credentialSchema>;

/** The same with the secrets themselves: handed to the guard in memory, and never written anywhere. */
export const heldCredentialSchema = credentialOf(z.string().min(1));
export type HeldCredential = z.infer<typeof heldCredentialSchema>;
