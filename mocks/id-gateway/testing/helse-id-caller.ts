import { createHash, randomBytes, randomUUID, type KeyObject } from 'node:crypto';
import { importJWK, SignJWT, type JWTHeaderParameters, type JWTPayload } from 'jose';
import { dpopKey, dpopProof, type ProofRequest } from '#mocks/kit/resource-check/dpop-proof.ts';
import { testClientKey } from '#mocks/kit/test-client-key.ts';
import type { GatewayBehindFront } from './behind-front.ts';
import { Visitor } from './visitor.ts';

export const callback = 'https://harness.verdikjede.test/callback';

/** Changes to a good client assertion. */
export interface AssertionChanges {
  readonly header?: Partial<JWTHeaderParameters>;
  readonly payload?: JWTPayload;
}

/** A client of HelseID that does everything by hand. */
export class HelseIdCaller {
  readonly #gateway: GatewayBehindFront;
  readonly clientId: string;
  readonly key: KeyObject = dpopKey();

  constructor(gateway: GatewayBehindFront, clientId = 'verdikjede-records') {
    this.#gateway = gateway;
    this.clientId = clientId;
  }

  async assertion({ header, payload }: AssertionChanges = {}): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const { clientId: iss } = this;
    const claims = {
      iss,
      sub: iss,
      aud: this.#gateway.helseId,
      jti: randomUUID(),
      iat: now,
      nbf: now,
      exp: now + 10,
    };
    const { kid } = testClientKey;
    return new SignJWT({ ...claims, ...payload })
      .setProtectedHeader({ alg: 'ES256', kid, typ: 'client-authentication+jwt', ...header })
      .sign(await importJWK(testClientKey, 'ES256'));
  }

  /** Posts a form with an assertion of its own, unless the form has one. */
  async post(
    path: string,
    form: Record<string, string>,
    { headers = {}, ...changes }: AssertionChanges & { headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const body = new URLSearchParams({
      client_id: this.clientId,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await this.assertion(changes),
      ...form,
    });
    return this.#gateway.fetch(this.#gateway.helseId + path, { method: 'POST', body, headers });
  }

  /** A proof by this caller's key for a path of HelseID. */
  proof(path: string, changes: Partial<ProofRequest> = {}, method = 'POST'): string {
    return dpopProof({ key: this.key, method, url: this.#gateway.helseId + path, ...changes });
  }

  /** Asks for tokens: without a nonce first, then with the one that was told. */
  async token(form: Record<string, string>, changes: AssertionChanges = {}): Promise<Response> {
    const path = '/connect/token';
    const first = await this.post(path, form, { ...changes, headers: { dpop: this.proof(path) } });
    const nonce = first.headers.get('dpop-nonce');
    if (first.status !== 400 || nonce === null) return first;
    return this.post(path, form, { ...changes, headers: { dpop: this.proof(path, { nonce }) } });
  }

  /** Logs a person in by a pushed request; resolves to the code and its verifier. */
  async logIn(
    scope: string,
    form: Record<string, string>,
    changes: AssertionChanges & { readonly more?: Record<string, string> } = {},
  ): Promise<{ code: string; code_verifier: string }> {
    const verifier = randomBytes(32).toString('base64url');
    const pushed = await this.post(
      '/connect/par',
      {
        scope,
        redirect_uri: callback,
        response_type: 'code',
        state: 'state-1',
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
        ...changes.more,
      },
      changes,
    );
    const { request_uri: uri } = (await pushed.json()) as { request_uri: string };
    const visitor = new Visitor(this.#gateway.helseId, this.#gateway.fetch);
    const ask = new URLSearchParams({ client_id: this.clientId, request_uri: uri });
    let answer = await visitor.get(`/connect/authorize?${ask.toString()}`);
    answer = await visitor.post(answer.headers.get('location') ?? '', form);
    answer = await visitor.get(answer.headers.get('location') ?? '');
    const back = new URL(answer.headers.get('location') ?? '');
    return { code: back.searchParams.get('code') ?? '', code_verifier: verifier };
  }
}
