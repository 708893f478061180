import type { Operation, ParticipantDeclaration } from '#harness/common/operations.ts';

const idPorten = (id: string, method: Operation['method'], path: string): Operation => ({
  id,
  endpoint: 'id-porten',
  method,
  path,
});

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
 * good enough, the first answer already is the redirect to the client. GET /logout ends the session.
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
    idPorten('get-favicon', 'GET', '/favicon.ico'),
  ],
};
