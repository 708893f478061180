import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.ts';

const wellFormed = fc.string({ unit: 'binary' });
const json = fc
  .jsonValue({ noUnicodeString: false, maxDepth: 4 })
  .filter(
    (value) => JSON.stringify(value).isWellFormed() && !/\\u[dD][89a-fA-F]/.test(JSON.stringify(value)),
  );

test('canonicalJson() orders keys and writes strings as the example of RFC 8785, 3.2.2 and 3.2.3', () => {
  const example: unknown = JSON.parse(String.raw`{
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
    "literals": [null, true, false] }`);
  expect(canonicalJson(example)).toBe(
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  );
  const keys = ['\u20ac', '\r', '\ufb33', '1', '\u{1f600}', '\u0080', '\u00f6'];
  const sorted = canonicalJson(Object.fromEntries(keys.map((key) => [key, 0])));
  expect(Object.keys(JSON.parse(sorted) as object).filter((key) => key !== '1')).toEqual([
    '\r',
    '\u0080',
    '\u00f6',
    '\u20ac',
    '\u{1f600}',
    '\ufb33',
  ]);
});

test('canonicalJson() writes numbers as the table of RFC 8785, appendix B', () => {
  const bits: readonly [string, string][] = [
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ];
  for (const [hex, text] of bits) {
    expect(canonicalJson(Buffer.from(hex, 'hex').readDoubleBE())).toBe(text);
  }
  for (const bad of [Number.NaN, Infinity, -Infinity]) expect(() => canonicalJson(bad)).toThrow(TypeError);
});

test('canonicalJson() keeps the value, has one form for it, and no space outside strings', () => {
  fc.assert(
    fc.property(json, (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
      // -0 has no form of its own.
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(text.replace(/"(?:[^"\\]|\\.)*"/g, '')).not.toMatch(/\s/);
    }),
  );
});

test('canonicalJson() does not depend on the order in which keys were set, and sorts them by UTF-16 units', () => {
  fc.assert(
    fc.property(fc.dictionary(wellFormed, fc.integer(), { minKeys: 2 }), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(Object.fromEntries(Object.entries(value).reverse()))).toBe(text);
      const keys = [...text.matchAll(/("(?:[^"\\]|\\.)*"):/g)].map(
        ([, key]) => JSON.parse(key ?? '') as string,
      );
      const units = (key: string): number[] =>
        Array.from({ length: key.length }, (_, i) => key.charCodeAt(i));
      const before = (a: number[], b: number[]): boolean => {
        const at = a.findIndex((unit, i) => unit !== b[i]);
        return at === -1 ? a.length < b.length : at >= b.length ? false : (a[at] ?? 0) < (b[at] ?? 0);
      };
      for (const [i, key] of keys.slice(1).entries())
        expect(before(units(keys[i] ?? ''), units(key))).toBe(true);
    }),
  );
});

test('canonicalJson() escapes what it must and nothing else', () => {
  fc.assert(
    fc.property(wellFormed, (text) => {
      const short: Record<string, string> = {
        ...{ '\b': '\\b', '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r', '"': '\\"', '\\': '\\\\' },
      };
      const expected = Array.from(text, (char) => {
        const control = char < ' ' ? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}` : char;
        return short[char] ?? control;
      }).join('');
      expect(canonicalJson(text)).toBe(`"${expected}"`);
    }),
  );
  for (const half of ['\ud800', 'a\udc00b']) {
    expect(() => canonicalJson(half)).toThrow(TypeError);
    expect(() => canonicalJson({ [half]: 1 })).toThrow(TypeError);
  }
});

const graphemes = fc.string({ unit: 'grapheme' });
const nested = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    graphemes,
    fc.array(tie('value')),
    fc.dictionary(graphemes, tie('value')),
  ),
})).value;

test('keys stand in the order of RFC 8785, 3.2.3, numbers and strings as in 3.2.2', () => {
  const example = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 };
  expect(canonicalJson(example)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"\u{1f600}":5,"\ufb33":3}');
  expect(canonicalJson([JSON.parse('333333333.33333329'), 1e30, 4.5, 2e-3, -0])).toBe(
    '[333333333.3333333,1e+30,4.5,0.002,0]',
  );
  expect(canonicalJson('\u20ac$\u000f\nA\'B"\\')).toBe(String.raw`"€$\u000f\nA'B\"\\"`);
});

test('the form keeps the value and is its own form', () => {
  fc.assert(
    fc.property(nested, (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }),
  );
});

test('what JSON cannot say is refused', () => {
  for (const value of [Number.NaN, Infinity, undefined, '\ud800', () => 0, { a: ['\udc00'] }]) {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  }
});
