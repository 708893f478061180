import { expect, test } from '@playwright/test';
import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { gzipSync } from 'node:zlib';
import type { HeldCredential } from '#environments/credentials.schema.ts';
import { createCertificateAuthority } from '#harness/participants/certificate-authority.ts';
import { hosts, startWorld, type World } from './testing/guarded-world.ts';

const authority = await createCertificateAuthority('participants of the test', new Date());
const leaves = Object.fromEntries(
  await Promise.all(Object.values(hosts).map(async (host) => [host, await authority.issue(host)] as const)),
);
const world = (more: Partial<Parameters<typeof startWorld>[0]> = {}): Promise<World> =>
  startWorld({ mode: 'verify', leaves, trust: [authority.certificate], ...more });
const read = (it: World, headers: Record<string, string> = {}) =>
  it.send(`${it.origins['citizen-portal']}/letters/1`, { headers });
const denials = (it: World): string[] =>
  it.ledger().flatMap((entry) => (entry.entry === 'denial' ? [entry.reason] : []));

const endpoint = 'citizen-portal';
const secret = 'very-secret-token';
const bearer: HeldCredential = { as: 'bearer', endpoint, token: secret };

test('the guard adds what it holds, to requests for that endpoint alone, in both kinds of rule', async () => {
  const own = {
    as: 'header',
    endpoint: 'id-porten.id-gateway',
    name: 'X-Key',
    value: 'another-secret',
  } as const;
  await using it = await world({ credentials: [bearer, own] });
  await using without = await world();
  await (await read(it)).text();
  await (await it.send(`${it.origins['id-porten.id-gateway']}/.well-known/openid-configuration`)).text();
  await (await read(without)).text();
  const seen = (of: World) =>
    of.upstream.arrived.map(({ headers }) => [headers.authorization, headers['x-key']]);
  expect(seen(it)).toEqual([
    [`Bearer ${secret}`, undefined],
    [undefined, 'another-secret'],
  ]);
  expect(seen(without)).toEqual([[undefined, undefined]]);
});

test('a service account goes as HTTP Basic', async () => {
  await using it = await world({
    credentials: [{ as: 'basic', endpoint, user: 'reader', password: 'pass:wørd' }],
  });
  await (await read(it)).text();
  const [, text = ''] = it.upstream.arrived[0]?.headers.authorization?.split(' ') ?? [];
  expect(Buffer.from(text, 'base64').toString()).toBe('reader:pass:wørd');
});

test('nothing of it lies in the run’s folder, the ledger, or the variables and parameters of the guard', async () => {
  await using it = await world({ credentials: [bearer] });
  await (await read(it)).text();
  const folder = dirname(it.guard.ledgerPath);
  const files = readdirSync(folder).filter((name) => !name.endsWith('.sock'));
  const kept = [
    ...files.map((name) => join(folder, name)),
    `/proc/${it.guardPid}/environ`,
    `/proc/${it.guardPid}/cmdline`,
  ];
  for (const path of kept) expect(readFileSync(path, 'latin1'), path).not.toContain(secret);
});

test('a request that brings such a header itself is denied: it chooses no credentials', async () => {
  await using it = await world({ credentials: [bearer] });
  await using without = await world();
  const headers = { Authorization: 'Bearer of-the-scenario' };
  expect((await read(it, headers)).status).toBe(403);
  expect(denials(it)).toEqual(['It carries a header that the guard itself adds (authorization).']);
  expect((await read(without, headers)).status).toBe(200);
  expect([it.upstream.arrived.length, without.upstream.arrived.length]).toEqual([0, 1]);
});

test('an answer that shows what the guard added is not passed on, encoded or not; with nothing held it is', async () => {
  const answers: Record<string, (response: ServerResponse) => unknown> = {
    plain: (response) => response.end(`you sent ${secret}`),
    gzip: (response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(`you sent ${secret}`)),
    base64: (response) => response.end(Buffer.from(`you sent ${secret}`).toString('base64')),
    header: (response) => response.setHeader('x-echo', secret).end('hello'),
  };
  const answer = ({ url }: { url: string }, response: ServerResponse) =>
    answers[url.slice('/letters/'.length)]?.(response);
  await using it = await world({ answer, credentials: [bearer] });
  await using without = await world({ answer });
  const kinds = Object.keys(answers);
  for (const kind of kinds) {
    const withheld = await it.send(`${it.origins['citizen-portal']}/letters/${kind}`);
    const nothingOfIt = expect.not.stringContaining(secret) as unknown;
    expect([withheld.status, await withheld.text()], kind).toEqual([403, nothingOfIt]);
    const passed = await without.send(`${without.origins['citizen-portal']}/letters/${kind}`);
    expect([passed.status, (await passed.text()).length > 0], kind).toEqual([200, true]);
  }
  const reason = 'The answer showed a secret that the guard alone holds; it was not passed on.';
  expect(denials(it)).toEqual(kinds.map(() => reason));
});

test('a request that knows the secret is denied', async () => {
  await using it = await world({ credentials: [bearer] });
  expect((await read(it, { 'x-note': Buffer.from(`see ${secret}`).toString('base64') })).status).toBe(403);
  expect(denials(it)).toEqual(['It shows a secret that the guard alone should hold.']);
});

test('a client certificate is shown to its participant, and to no other', async () => {
  const client = await authority.issue('verifier.test');
  const shown: (string | undefined)[] = [];
  await using it = await world({
    credentials: [{ as: 'certificate', endpoint, certificate: client.certificate, key: client.key }],
    tls: { requestCert: true, rejectUnauthorized: false } as object,
    answer: (_request, response) => {
      const { subject } = (response.socket as TLSSocket).getPeerCertificate() as {
        subject?: { CN?: string };
      };
      shown.push(subject?.CN);
      response.setHeader('content-type', 'application/json').end('{}');
    },
  });
  await (await read(it)).text();
  await (await it.send(`${it.origins['id-porten.id-gateway']}/.well-known/openid-configuration`)).text();
  expect(shown).toEqual(['verifier.test', undefined]);
});

test('where HelseID gives no token the request is not sent, and is no denial: the participant is down', async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = JSON.stringify(privateKey.export({ format: 'jwk' }));
  // The world has no address of HelseID.
  const helseId = { as: 'helse-id', endpoint, clientId: 'reader', scope: 'to:read', key } as const;
  await using it = await world({ credentials: [helseId] });
  const answer = await read(it);
  expect([answer.status, answer.headers.get('x-verdikjede-guard')]).toEqual([502, 'failed']);
  expect(await answer.json()).toMatchObject({
    participant: 'helse-id.id-gateway',
    reason: 'NO_ACCESS_TOKEN',
  });
  expect(it.upstream.arrived).toEqual([]);
  expect(denials(it)).toEqual([]);
  expect(it.ledger()).toMatchObject([
    { entry: 'request', number: 1 },
    { entry: 'failed', number: 1, reason: 'NO_ACCESS_TOKEN' },
  ]);
});
