import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.ts';

const wellFormed = fc.string({ unit: 'grapheme' });
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    wellFormed,
    fc.array(tie('value')),
    fc.dictionary(wellFormed, tie('value')),
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
    fc.property(json, (value) => {
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
