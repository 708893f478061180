import { createPublicKey, type KeyObject } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import type Provider from 'oidc-provider';
import { z } from 'zod';
import { thumbprint } from '#mocks/kit/resource-check/check-proof.ts';
import { dpopKey, dpopProof } from '#mocks/kit/resource-check/dpop-proof.ts';
import { createSigningKey } from '../../provider/signing-key.ts';
import { clientClaims } from '../claims.ts';
import { assertionProblem, skewSeconds } from '../client-assertion.ts';
import { organisationIn, ownOrganisation, type Organisation } from '../organisation.ts';
import type { HelseIdOptions } from '../helse-id-options.ts';
import { audienceOf } from '../resources.ts';
import type { HelseIdClient } from '../settings.ts';
import { signAccessToken } from './access-token.ts';
import { findTestToken, testTokenNames, type TestToken } from './test-tokens.ts';

const formSchema = z.object({
  client_assertion: z.string(),
  client_assertion_type: z.literal('urn:ietf:params:oauth:client-assertion-type:jwt-bearer'),
  scope: z.string().optional(),
  /** The request that the proof is for; without them no proof is made. */
  htm: z.string().optional(),
  htu: z.url().optional(),
});
type TestTokenForm = z.infer<typeof formSchema>;
type TestTokenOptions = HelseIdOptions & { readonly provider: Provider };

/**
 * `POST /test-tokens/{name}`, which HelseID itself does not have: an access token and a DPoP proof that are wrong in
 * the one way that the name says (test-tokens.ts). The form of the body must be parsed.
 */
export function testTokenRoutes(app: FastifyInstance, helseId: () => Promise<TestTokenOptions>): void {
  app.post<{ Params: { name: string } }>('/test-tokens/:name', async (request, reply) => {
    const test = findTestToken(request.params.name);
    if (test === undefined) {
      return reply.code(404).send({ error: 'not_found', names: testTokenNames });
    }
    const form = formSchema.safeParse(request.body);
    if (!form.success) {
      const fields = form.error.issues.map(({ path }) => path.join('.'));
      return reply
        .code(400)
        .send({ error: 'invalid_request', error_description: `Wrong: ${fields.join(', ')}` });
    }
    const options = await helseId();
    const caller = await authenticate(form.data, options);
    if (caller === undefined) return reply.code(401).send({ error: 'invalid_client' });
    return reply.header('cache-control', 'no-store').send(await testToken(test, form.data, caller, options));
  });
}

interface Caller {
  readonly client: HelseIdClient;
  readonly organisation: Organisation;
}

/** The client that an assertion is from, by the rules of the token endpoint; undefined when it is not valid. */
async function authenticate(
  { client_assertion: assertion }: TestTokenForm,
  { provider, settings, issuer }: TestTokenOptions,
): Promise<Caller | undefined> {
  try {
    const { iss } = decodeJwt(assertion);
    const client = settings.clients.find(({ clientId }) => clientId === iss);
    if (client === undefined) return undefined;
    const keys = createLocalJWKSet(client.jwks);
    const { payload, protectedHeader } = await jwtVerify(assertion, keys, {
      subject: client.clientId,
      clockTolerance: skewSeconds,
      requiredClaims: ['exp', 'jti'],
    });
    if (assertionProblem(protectedHeader, payload, issuer, settings) !== undefined) return undefined;
    const forget = (payload.exp ?? 0) + skewSeconds;
    if (!(await provider.ReplayDetection.unique(client.clientId, payload.jti ?? '', forget)))
      return undefined;
    return { client, organisation: organisationIn(payload, client) ?? ownOrganisation(client) };
  } catch {
    return undefined;
  }
}

async function testToken(
  test: TestToken,
  { scope, htm, htu }: TestTokenForm,
  { client, organisation }: Caller,
  { issuer, settings, signingKey }: TestTokenOptions,
): Promise<object> {
  const key = dpopKey();
  const parts = {
    issuer,
    audience: audienceOf(scope, issuer, settings),
    subject: client.clientId,
    clientId: client.clientId,
    scope,
    jkt: thumbprint(createPublicKey(key)),
    lifetimeSeconds: settings.tokenLifetimeSeconds,
    claims: clientClaims(client, organisation),
  };
  // Another key by the same name: the signature alone tells.
  const by = test.otherKey === true ? { ...(await createSigningKey()), kid: signingKey.kid } : signingKey;
  const accessToken = await signAccessToken(parts, by, test.claims?.(issuer));
  return {
    access_token: accessToken,
    token_type: 'DPoP',
    expires_in: settings.tokenLifetimeSeconds,
    ...(scope === undefined ? {} : { scope }),
    ...proofFor({ test, key, accessToken, htm, htu }),
    dpop_jwk: key.export({ format: 'jwk' }),
  };
}

interface ProofWanted extends Pick<TestTokenForm, 'htm' | 'htu'> {
  readonly test: TestToken;
  readonly key: KeyObject;
  readonly accessToken: string;
}

function proofFor({ test, key, accessToken, htm, htu }: ProofWanted): { dpop_proof?: string } {
  if (htm === undefined || htu === undefined) return {};
  const fault = test.proof === undefined ? {} : { fault: test.proof };
  return { dpop_proof: dpopProof({ key, method: htm, url: htu, accessToken, ...fault }) };
}
