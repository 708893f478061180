import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { connect, type TLSSocket } from 'node:tls';
import { expect, test } from '@playwright/test';
import {
  createCertificateAuthority,
  type CertificateAuthority,
} from '#harness/participants/certificate-authority.ts';
import { bodyOf, frontInTest, type NameInTest } from './testing/front-in-test.ts';

const portal = 'citizen-portal.local.test';
const register = 'rest.address-register.local.test';
let authority: CertificateAuthority;
const named = async (host: string, more: Partial<NameInTest> = {}): Promise<NameInTest> => ({
  host,
  ...(await authority.issue(host)),
  ...more,
});
const echo: RequestListener = (request, response) => {
  response
    .setHeader('Matched-Stub-Id', 'x')
    .end(JSON.stringify({ url: request.url, headers: request.headers }));
};

test.beforeAll(async () => {
  authority = await createCertificateAuthority('verdikjede unit participants CA', new Date());
});

test('createFront() hands requests to WireMock with Host kept and X-Forwarded-* set, over the name’s own certificate', async () => {
  await using front = await frontInTest([await named(portal), await named(register)], authority.certificate, {
    wiremock: echo,
  });
  const answer = await front.ask(register, '/CommunicationParties/8900201?x=1', {
    headers: { 'x-forwarded-proto': 'gopher', accept: 'application/json' },
  });
  const socket = answer.socket as TLSSocket;
  expect(socket.getPeerCertificate().subject.CN).toBe(register);
  expect(answer.headers['matched-stub-id']).toBeUndefined();
  expect(JSON.parse(await bodyOf(answer))).toMatchObject({
    url: '/CommunicationParties/8900201?x=1',
    headers: {
      host: `${register}:${front.port}`,
      accept: 'application/json',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': `${register}:${front.port}`,
      'x-forwarded-for': '127.0.0.1',
    },
  });
});

test('createFront() passes a large body on as it comes', async () => {
  await using front = await frontInTest([await named(portal)], authority.certificate, {
    wiremock: (request, response) => void request.pipe(response),
  });
  const body = 'å'.repeat(2_000_000);
  expect(await bodyOf(await front.ask(portal, '/', { method: 'POST', body }))).toBe(body);
});

test('createFront() refuses a name that is not ours, no name, and plain HTTP', async () => {
  await using front = await frontInTest([await named(portal)], authority.certificate, { wiremock: echo });
  await expect(front.ask('someone.else.test', '/')).rejects.toThrow();
  await expect(front.ask(portal, '/', { servername: '' })).rejects.toThrow();
  await expect(fetch(`http://127.0.0.1:${front.port}/`)).rejects.toThrow();
});

test('createFront() answers 421 to a Host header that is another than the name of the connection', async () => {
  await using front = await frontInTest([await named(portal), await named(register)], authority.certificate, {
    wiremock: echo,
  });
  const answer = await front.ask(portal, '/', { headers: { host: `${register}:${front.port}` } });
  expect(answer.statusCode).toBe(421);
});

test('createFront() sends server-sent events on as they happen, past WireMock', async () => {
  let end = (): void => undefined;
  await using front = await frontInTest(
    [await named(portal, { streams: ['^/events$'] })],
    authority.certificate,
    {
      wiremock: (_request, response) => void response.writeHead(500).end('WireMock would hold it back'),
      service: (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write('data: first\n\n');
        end = () => void response.end('data: last\n\n');
      },
    },
  );
  const answer = await front.ask(portal, '/events?since=1');
  expect(answer.statusCode).toBe(200);
  const [first] = (await once(answer, 'data')) as [Buffer];
  expect(first.toString()).toBe('data: first\n\n');
  end();
  expect(await bodyOf(answer)).toBe('data: last\n\n');
  expect((await front.ask(portal, '/events/more')).statusCode).toBe(500);
});

test('createFront() ends the request upstream when the caller goes away', async () => {
  const gone = Promise.withResolvers<void>();
  await using front = await frontInTest([await named(portal)], authority.certificate, {
    wiremock: (_request, response) => {
      response.write('x');
      response.once('close', gone.resolve);
    },
  });
  const answer = await front.ask(portal, '/');
  answer.destroy();
  await gone.promise;
});

test('createFront() answers 502 when nothing answers behind it', async () => {
  await using front = await frontInTest([await named(portal)], authority.certificate, {
    wiremock: (request) => void request.socket.destroy(),
  });
  expect((await front.ask(portal, '/')).statusCode).toBe(502);
});

test('createFront() delays, resets and takes down the names that drift says, and no other', async () => {
  const quiet = { latencyMs: 0, reset: false, down: false };
  let seen = 0;
  const names = [
    await named(portal),
    await named('slow.local.test', { network: { ...quiet, latencyMs: 300 } }),
    await named('reset.local.test', { network: { ...quiet, reset: true } }),
    await named('down.local.test', { network: { ...quiet, down: true } }),
  ];
  await using front = await frontInTest(names, authority.certificate, {
    wiremock: (request, response) => {
      seen += 1;
      echo(request, response);
    },
  });
  const begun = performance.now();
  expect((await front.ask('slow.local.test', '/')).statusCode).toBe(200);
  expect(performance.now() - begun).toBeGreaterThan(290);
  await expect(front.ask('reset.local.test', '/', { method: 'POST', body: 'x' })).rejects.toMatchObject({
    code: 'ECONNRESET',
  });
  await expect(front.ask('down.local.test', '/')).rejects.toThrow();
  expect((await front.ask(portal, '/')).statusCode).toBe(200);
  expect(seen).toBe(2);
});

test('createFront() offers each name its own highest protocol', async () => {
  const names = [await named(portal), await named(register, { maxVersion: 'TLSv1.2' })];
  const old = await named('old.local.test', { maxVersion: 'TLSv1.1' });
  await using front = await frontInTest([...names, old], authority.certificate, { wiremock: echo });
  const protocol = async (host: string, more = {}): Promise<string | null> => {
    const socket = connect({
      host: '127.0.0.1',
      port: front.port,
      servername: host,
      ca: authority.certificate,
      ...more,
    });
    await once(socket, 'secureConnect');
    const seen = socket.getProtocol();
    socket.destroy();
    return seen;
  };
  expect(await protocol(portal)).toBe('TLSv1.3');
  expect(await protocol(register)).toBe('TLSv1.2');
  await expect(protocol('old.local.test')).rejects.toThrow();
  const lenient = { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' };
  expect(await protocol('old.local.test', lenient)).toBe('TLSv1.1');
});
