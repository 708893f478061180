import type { Operation, ParticipantDeclaration } from '#harness/common/operations.ts';

const at =
  (endpoint: string, prefix = '') =>
  (id: string, method: Operation['method'], path: string): Operation => ({
    id: `${prefix}${id}`,
    endpoint,
    method,
    path,
  });
const idPorten = at('id-porten');
const helseId = at('helse-id', 'helse-id-');

/**
 * The ID gateway. Endpoint `id-porten` plays ID-porten: OpenID Connect, authorization code with PKCE.
 *
 * A login by an API client needs exactly these, in this order, with a cookie jar and redirects not followed
 * by themselves:
 *
 *     GET  /authorize?client_id&redirect_uri&response_type=code&scope=openid&state&nonce
 *                    &code_challenge&code_challenge_method=S256[&acr_values]   303 Location: /login/{uid}
 *     POST /login/{uid}        form, TestID: person (role), level; MinID: pid, code, level
 *                                                                              303 Location: .../authorize/{uid}
 *     GET  /authorize/{uid}    303 Location: <redirect_uri>?code&state&iss
 *     POST /token              form: grant_type=authorization_code, code, redirect_uri, code_verifier,
 *                              client_id (a public client; others authenticate too)      200 JSON
 *
 * A browser also gets the page itself (GET /login/{uid}), /style.css and /favicon.ico. With a session that is
 * good enough, the first answer already is the redirect to the client. GET /logout ends the session. Requests may be
 * pushed (/par) or signed (request objects by value). Access tokens are JWTs, unless `settings.accessTokens` says
 * otherwise.
 *
 * Endpoint `helse-id` plays HelseID: client authentication by private_key_jwt alone (typ
 * client-authentication+jwt), DPoP with a nonce at the token endpoint, PAR before /connect/authorize, or a signed request object there; grants
 * client_credentials, authorization_code, refresh_token and token exchange. Default clients are
 * `verdikjede-records` and `verdikjede-portal`, with the key of mocks/kit/test-client-key.ts; APIs and other
 * clients come from `settings.helseId` (helse-id/settings.ts).
 *
 * HelseID itself lacks one of its operations, the catalogue of wrong tokens:
 *
 *     POST /test-tokens/{name}   form: client_assertion_type, client_assertion[, scope][, htm, htu]
 *         200 { access_token, token_type, expires_in[, scope][, dpop_proof], dpop_jwk }
 *
 * with, by name, one fault: `expired`, `wrong-issuer`, `wrong-audience`, `wrong-signing-key` in the token, or in the
 * proof for the request `htm htu`: `no-htu`, `no-htm`, `no-jti`, `no-iat`, `no-ath`, `iat-past`, `iat-future`,
 * `no-alg`, `no-jwk`, `symmetric-alg`, `private-key-in-jwk`, `wrong-typ`, `bad-signature`. `good` has none. The
 * private key of the proof, `dpop_jwk`, is there for more requests with the same token.
 */
export const participant: ParticipantDeclaration = {
  name: 'id-gateway',
  operations: [
    idPorten('get-discovery', 'GET', '/.well-known/openid-configuration'),
    idPorten('get-jwks', 'GET', '/jwks'),
    idPorten('push-authorization', 'POST', '/par'),
    idPorten('authorize', 'GET', '/authorize'),
    idPorten('resume-authorization', 'GET', '/authorize/{uid}'),
    idPorten('token', 'POST', '/token'),
    idPorten('get-userinfo', 'GET', '/userinfo'),
    idPorten('post-userinfo', 'POST', '/userinfo'),
    idPorten('introspect', 'POST', '/introspect'),
    idPorten('get-login-page', 'GET', '/login/{uid}'),
    idPorten('log-in', 'POST', '/login/{uid}'),
    idPorten('abort-login', 'POST', '/login/{uid}/abort'),
    idPorten('logout', 'GET', '/logout'),
    idPorten('logout-by-form', 'POST', '/logout'),
    idPorten('get-style', 'GET', '/style.css'),
    { ...idPorten('get-favicon', 'GET', '/favicon.ico'), light: true },
    helseId('get-discovery', 'GET', '/.well-known/openid-configuration'),
    helseId('get-jwks', 'GET', '/.well-known/openid-configuration/jwks'),
    helseId('push-authorization', 'POST', '/connect/par'),
    helseId('authorize', 'GET', '/connect/authorize'),
    helseId('resume-authorization', 'GET', '/connect/authorize/{uid}'),
    helseId('token', 'POST', '/connect/token'),
    helseId('get-userinfo', 'GET', '/connect/userinfo'),
    helseId('post-userinfo', 'POST', '/connect/userinfo'),
    helseId('get-login-page', 'GET', '/login/{uid}'),
    helseId('log-in', 'POST', '/login/{uid}'),
    helseId('abort-login', 'POST', '/login/{uid}/abort'),
    helseId('logout', 'GET', '/connect/endsession'),
    helseId('logout-by-form', 'POST', '/connect/endsession'),
    helseId('get-test-token', 'POST', '/test-tokens/{name}'),
    helseId('get-style', 'GET', '/style.css'),
    { ...helseId('get-favicon', 'GET', '/favicon.ico'), light: true },
  ],
};
