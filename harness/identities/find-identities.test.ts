import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { numbers } from './identities.fixture.ts';
import { findIdentities, identityHmac } from './find-identities.ts';

const synthetic = fc.oneof(numbers([81, 92]), numbers([66, 77]));
const real = fc.oneof(numbers([41, 52]), numbers([1, 12]), numbers([1, 12], 2));
const found = (input: string | Uint8Array) => findIdentities(input).found.map(({ number }) => number);

const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString('base64');
const base64url = (text: string | Uint8Array): string => Buffer.from(text).toString('base64url');
const percent = (text: string): string =>
  text.replace(/./gs, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
const fullWidth = (text: string): string =>
  text.replace(/\d/g, (c) => String.fromCharCode(0xff10 + Number(c)));

/** A zip file of one packed entry, as `zip -` writes it: sizes after the data. */
function zipOf(text: string): Buffer {
  const name = Buffer.from('a.txt');
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(8, 6);
  header.writeUInt16LE(8, 8);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name, deflateRawSync(text), Buffer.from('PK\x07\x08')]);
}

const forms: Record<string, (number: string) => string | Uint8Array> = {
  alone: (n) => n,
  'in a sentence': (n) => `Pasienten (${n}) er innkalt.`,
  'in six and five': (n) => `x ${n.slice(0, 6)} ${n.slice(6)}.`,
  'with a hyphen': (n) => `${n.slice(0, 6)}-${n.slice(6)}`,
  'as a date with dots': (n) => `${n.slice(0, 2)}.${n.slice(2, 4)}.${n.slice(4, 6)} ${n.slice(6)}`,
  'with a hard blank, in threes': (n) => `${n.slice(0, 6)}\u00a0${n.slice(6, 9)}\u202f${n.slice(9)}`,
  'in full-width digits': (n) => `født ${fullWidth(n)}.`,
  'in XML': (n) => `<Ident><Id>${n}</Id><TypeId V="FNR"/></Ident>`,
  'as an attribute': (n) => `<Patient id='${n}'/>`,
  'in JSON': (n) => JSON.stringify({ pid: n, other: [1, 2] }),
  'as a JSON number': (n) => `{"pid":${n}}`,
  'in JSON, escaped': (n) => `{"pid":"${n.replace(/\d/g, (d) => `\\u003${d}`)}"}`,
  'in a form': (n) => `a=b&fnr=${n}&c=d`,
  'in a form, with a plus': (n) => `fnr=${n.slice(0, 6)}+${n.slice(6)}`,
  'in a path': (n) => `https://portal.test/patients/fnr${n}/letters`,
  'in percent': (n) => `/patients/${percent(n)}`,
  'after a percent escape': (n) => `/patients?q=fnr%20${n}`,
  'in percent twice': (n) => `/patients/${percent(percent(n))}`,
  'in character references': (n) => `<p>${n.replace(/\d/g, (d) => `&#x3${d};`)}</p>`,
  'with a named reference': (n) => `<p>${n.slice(0, 6)}&nbsp;${n.slice(6)}</p>`,
  'in base64': (n) => base64(`{"pid":"${n}"}`),
  'in base64 alone': (n) => `Basic ${base64(n)}`,
  'in base64url after a path': (n) => `/files/${base64url(`<pid>${n}</pid>`)}`,
  'in base64 with line ends': (n) =>
    base64(`${'x'.repeat(51)}${n}${'y'.repeat(90)}`).replace(/.{76}/g, '$&\r\n'),
  'in base64 of base64': (n) => base64(base64(`<pid>${n}</pid> and more of the text`)),
  'in a JWT': (n) =>
    `Bearer ${base64url('{"alg":"none"}')}.${base64url(`{"sub":"a","pid":"${n}"}`)}.c2lnbmF0dXJl`,
  'in gzip': (n) => gzipSync(`<pid>${n}</pid>`),
  'in gzip as base64 in JSON': (n) => JSON.stringify({ body: base64(gzipSync(`<pid>${n}</pid>`)) }),
  'in gzip behind other bytes': (n) =>
    Buffer.concat([Buffer.from('--part\r\n\r\n'), gzipSync(n), Buffer.from('\r\n--part--')]),
  'in zlib': (n) => deflateSync(`pid=${n}`),
  'in zstd': (n) => zstdCompressSync(`pid=${n}`),
  'in zip': (n) => zipOf(`pid=${n}`),
  'in zip in base64': (n) => base64(zipOf(`pid=${n}`)),
  'in UTF-16': (n) => Buffer.from(`\ufeffpid ${n}`, 'utf16le'),
  'in UTF-16, the other byte order': (n) => Buffer.from(`\ufeffpid ${n}`, 'utf16le').swap16(),
  'in UTF-16 and full-width digits': (n) => Buffer.from(`\ufeff${fullWidth(n)}`, 'utf16le'),
};

for (const [form, write] of Object.entries(forms)) {
  test(`findIdentities() ${form}`, () => {
    fc.assert(
      fc.property(fc.oneof(synthetic, real), (number) => {
        expect(found(write(number)).includes(number)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
}

test('findIdentities() in base64 without a small letter, as some digits give', () => {
  const number = '41703696552';
  expect(base64(number)).toMatch(/^[A-Z0-9=]+$/);
  expect(found(`Basic ${base64(number)}`)).toEqual([number]);
});

test('findIdentities() below any decodings inside each other', () => {
  const wraps: readonly ((text: string) => string)[] = [
    (text) => base64(text),
    (text) => base64url(gzipSync(text)),
    (text) => encodeURIComponent(text),
    (text) => JSON.stringify({ body: text }),
    (text) => text.replace(/[^ ]/gu, (c) => `&#${c.codePointAt(0)};`),
    (text) => base64(Buffer.from(text, 'utf16le')),
  ];
  fc.assert(
    fc.property(real, fc.array(fc.constantFrom(...wraps), { maxLength: 3 }), (number, chosen) => {
      const written = chosen.reduce((text, wrap) => wrap(text), `<Patient><Id>${number}</Id></Patient>`);
      expect(found(written).includes(number)).toBe(true);
    }),
  );
});

test('findIdentities() brotli, which the content encoding names', () => {
  fc.assert(
    fc.property(real, (number) => {
      const search = findIdentities(brotliCompressSync(`pid=${number}`), { contentEncoding: 'br' });
      expect(search.found.map((one) => one.number).includes(number)).toBe(true);
    }),
    { numRuns: 20 },
  );
});

test('findIdentities() tells synthetic from real, and how it was hidden', () => {
  fc.assert(
    fc.property(synthetic, real, (one, other) => {
      const { found: both, isWhole } = findIdentities(`${one} ${base64(`pid ${other}.`)}`);
      expect(isWhole).toBe(true);
      expect(both.map(({ is, via }) => [is, via])).toEqual([
        ['synthetic', []],
        ['real', ['base64']],
      ]);
    }),
  );
});

test('findIdentities() wrong check digits, GUIDs, hashes, timestamps and long digit strings are none', () => {
  const hash = fc
    .uint8Array({ minLength: 32, maxLength: 32 })
    .map((bytes) => Buffer.from(bytes).toString('hex'));
  const long = fc.bigInt({ min: 10n ** 11n, max: 10n ** 40n }).map(String);
  fc.assert(
    fc.property(fc.oneof(fc.uuid(), hash, long, fc.constant('15878410015')), (text) => {
      expect(found(`id ${text}.`)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('findIdentities() says when it could not read all', () => {
  const deep = Array.from({ length: 12 }).reduce<string>((text) => base64(text), 'a text that hides nothing');
  expect(findIdentities(deep).isWhole).toBe(false);
  const bomb = gzipSync(Buffer.alloc(50_000_000, 'a'));
  expect(findIdentities(bomb).isWhole).toBe(false);
  expect(findIdentities('short', { limits: { depth: 8, bytes: 4 } }).isWhole).toBe(false);
});

test('findIdentities() any bytes are read to their end without an error', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 2_000 }),
      fc.constantFrom('', '\x1f\x8b\x08', 'PK\x03\x04', '\x78\x9c'),
      (bytes, start) => {
        const search = findIdentities(Buffer.concat([Buffer.from(start, 'latin1'), bytes]));
        expect(typeof search.isWhole).toBe('boolean');
      },
    ),
  );
});

test('identityHmac() tells numbers apart and depends on the key', () => {
  const [one, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const number = '15878410014';
  expect(identityHmac(number, one)).toMatch(/^[0-9a-f]{32}$/);
  expect(identityHmac(number, one)).toBe(identityHmac(number, one));
  expect(identityHmac(number, one)).not.toBe(identityHmac(number, other));
  expect(identityHmac('55878410008', one)).not.toBe(identityHmac(number, one));
});
