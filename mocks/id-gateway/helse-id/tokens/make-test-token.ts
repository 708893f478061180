import { createPublicKey, type KeyObject } from 'node:crypto';
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import type Provider from 'oidc-provider';
import { thumbprint } from '#mocks/kit/resource-check/check-proof.ts';
import { dpopKey, dpopProof } from '#mocks/kit/resource-check/dpop-proof.ts';
import { createSigningKey } from '../../provider/signing-key.ts';
import { clientClaims } from '../claims.ts';
import { assertionProblem, skewSeconds } from '../client-assertion.ts';
import { ownOrganisation, type Organisation } from '../organisation.ts';
import { organisationIn } from '../organisation-of-assertion.ts';
import type { HelseIdOptions } from '../helse-id-options.ts';
import { audienceOf } from '../resources.ts';
import type { HelseIdClient } from '../settings.ts';
import { signAccessToken } from './access-token.ts';
import type { TestTokenForm } from './test-token-form.ts';
import type { TestToken } from './test-tokens.ts';

export type TestTokenOptions = HelseIdOptions & { readonly provider: Provider };

/** The answer to a request for a wrong token; undefined: the client is not who it says. */
export async function makeTestToken(
  test: TestToken,
  form: TestTokenForm,
  options: TestTokenOptions,
): Promise<object | undefined> {
  const caller = await authenticate(form, options);
  return caller === undefined ? undefined : testToken(test, form, caller, options);
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
