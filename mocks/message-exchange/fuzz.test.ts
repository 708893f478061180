import { expect, test } from '@playwright/test';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import fc from 'fast-check';
import { unexpectedHeader } from '#mocks/kit/create-service.ts';
import { createApp } from './create-app.ts';
import { caller, headers, her, letterXml, postBody, send, testConfig } from './test-exchange.ts';
import { configure, v3Caller, v3Message } from './v3/testing.ts';

/** FUZZ_RUNS=10000 for a thorough round. */
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 500);

const known = '5d0e5c1a-6a0b-4b7e-9a51-2f6f3c0d8b11';
const xml = letterXml({ msgId: known });
const good = JSON.stringify(postBody(xml));

const ascii = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
});
const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.lorem());
const encoded = anything.map((text) => encodeURIComponent(text.toWellFormed()));
const number = fc.oneof(fc.bigInt().map(String), fc.double().map(String), fc.constant('2147483648'));

const segment = fc.oneof(
  fc.constant(known),
  fc.uuid(),
  encoded,
  number,
  fc.constantFrom('%', '%ff', '%00', '..', ''),
);
const herId = fc.oneof(fc.constant(String(her.receiver)), number, encoded);
const path = fc.oneof(
  fc.constant('/Messages'),
  segment.map((id) => `/Messages/${id}`),
  fc
    .tuple(segment, fc.constantFrom('status', 'apprec', 'business-document', 'read'))
    .map((parts) => `/Messages/${parts.join('/')}`),
  fc.tuple(segment, fc.constantFrom('apprec', 'read'), herId).map((parts) => `/Messages/${parts.join('/')}`),
  fc
    .tuple(segment, fc.constantFrom('downloaded', 'apprec', 'status'))
    .map(([id, part]) => `/messages/${id}/${part}`),
  fc.constantFrom('/mshconfigurations', '/messages', '/notifications', '/notifications/stream', '/ping'),
  fc.array(fc.oneof(segment, ascii)).map((parts) => `/${parts.join('/').replaceAll('#', '')}`),
);
const parameters = [
  'ReceiverHerIds',
  'SENDERHERID',
  'businessDocumentId',
  'IncludeMetadata',
  'OrderBy',
  'HerIds',
  'OFFSET',
  'notificationsToFetch',
  '__proto__',
];
const query = fc
  .array(
    fc.tuple(fc.oneof(fc.constantFrom(...parameters, 'MessagesToFetch'), encoded), fc.oneof(herId, encoded)),
  )
  .map((pairs) => pairs.map((pair) => pair.join('=')).join('&'));

/** The text with some of its characters changed, and cut off somewhere. */
const mutated = (text: string) =>
  fc
    .tuple(
      fc.array(
        fc.tuple(
          fc.nat(text.length),
          fc.oneof(fc.constantFrom('<', '>', '"', '{', '&', '\u0000', ''), ascii),
        ),
      ),
      fc.nat(3 * text.length),
    )
    .map(([changes, end]) =>
      changes
        .reduce((changed, [at, put]) => changed.slice(0, at) + put + changed.slice(at + 1), text)
        .slice(0, end),
    );
/** What API v3 wants, and keys of it with any value. */
const v3Body = fc.oneof(
  mutated(JSON.stringify(v3Message({ msgId: known }))),
  fc
    .dictionary(
      fc.constantFrom(
        ...['configurations', 'senderHerId', 'receiverHerIds', 'receiverHerId', 'appRecSenderHerId'],
        ...['appRecStatus', 'businessDocument', 'messageTypeIdentificator', 'transportMetadataOverrides'],
      ),
      fc.jsonValue(),
    )
    .map((value) => JSON.stringify({ ...v3Message({ msgId: known }), ...value })),
  fc
    .record({ herId: fc.oneof(fc.integer(), fc.jsonValue()), clientLocked: fc.jsonValue() })
    .map((one) => JSON.stringify({ configurations: [{ receiveNotificationChannel: 'Api', ...one }] })),
);
const body = fc.oneof(
  v3Body,
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  fc.json({ maxDepth: 6 }),
  mutated(good),
  mutated(xml).map((text) => JSON.stringify(postBody(text))),
  fc
    .uint8Array()
    .map((bytes) =>
      JSON.stringify(postBody('', { businessDocument: Buffer.from(bytes).toString('base64') })),
    ),
  fc
    .dictionary(
      fc.constantFrom('appRecStatus', 'appRecErrorList', 'ebXmlOverrides', '__proto__'),
      fc.jsonValue(),
    )
    .map((value) => JSON.stringify(value)),
  fc.nat(20_000).map((depth) => '['.repeat(depth)),
);
const request = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'),
  url: fc
    .tuple(path, query)
    .map(([where, what]) => (what === '' ? where : `${where}?${what}`))
    .filter((url) => URL.canParse(url, 'http://host')),
  type: fc.oneof(fc.constantFrom('application/json', 'text/json', 'application/x+json', 'text/xml'), ascii),
  version: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom('2', '3') },
    { weight: 1, arbitrary: fc.constantFrom('', '0', 'x') },
  ),
  payload: body,
});

test('whatever comes, the answer is a clear one and never 500', async () => {
  const app = createApp(testConfig);
  // Not the receiver, whom the queries name: its stream would never end.
  await configure(v3Caller(app), [her.sender]);
  const refusal = (answer: {
    body: string;
    headers: Record<string, unknown>;
    statusCode: number;
  }): string => {
    if (answer.statusCode < 400 || answer.headers[unexpectedHeader] !== undefined) return 'clear';
    const { error, detail, validationErrors } = JSON.parse(answer.body) as Record<string, unknown>;
    const isClear = answer.statusCode === 400 ? (validationErrors as string[])[0] : (error ?? detail);
    return isClear ? 'clear' : answer.body;
  };
  await fc.assert(
    fc.asyncProperty(request, async ({ method, url, type, version, payload }) => {
      const given = { ...headers, 'api-version': version, 'content-type': type };
      const answer = await app.inject({ method: method as 'GET', url, headers: given, payload });
      expect(answer.statusCode).toBeLessThan(500);
      if (method !== 'HEAD') expect(refusal(answer)).toBe('clear');
    }),
    { numRuns },
  );
  // It is still in its right mind.
  const id = await send(app);
  expect((await caller(app)('GET', `/Messages/${id}`)).statusCode).toBe(200);
});

/** What the server says to these bytes before it hangs up. */
async function overTheWire(port: number, bytes: Buffer): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const said: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => said.push(chunk)).on('error', () => socket.destroy());
  socket.end(bytes);
  await once(socket, 'close');
  return Buffer.concat(said).toString('latin1');
}

test('bytes that are hardly HTTP are refused or hung up on, and the server stays up', async () => {
  const app = createApp(testConfig);
  await app.listen({ host: '127.0.0.1', port: 0 });
  try {
    const { port } = app.server.address() as AddressInfo;
    const head = `api-version: 2\r\nnhn-source-system: x\r\nhost: x\r\nconnection: close\r\n`;
    const line = fc
      .tuple(fc.constantFrom('GET', 'POST', 'QUERY', 'x'), fc.uint8Array({ maxLength: 60 }))
      .map(([method, address]) =>
        Buffer.concat([Buffer.from(`${method} /`), address, Buffer.from(` HTTP/1.1\r\n${head}\r\n`)]),
      );
    const garbage = fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => Buffer.from(bytes));
    await fc.assert(
      fc.asyncProperty(fc.oneof(line, garbage), async (bytes) => {
        expect(await overTheWire(port, bytes)).toMatch(/^$|^HTTP\/1\.1 [24]/);
      }),
      { numRuns },
    );
    const chunked = `POST /Messages HTTP/1.1\r\n${head}content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`;
    const chunks = [good.slice(0, 7), good.slice(7), ''].map(
      (text) => `${text.length.toString(16)}\r\n${text}\r\n`,
    );
    expect(await overTheWire(port, Buffer.from(chunked + chunks.join('')))).toMatch(/^HTTP\/1\.1 201/);
  } finally {
    await app.close();
  }
});
