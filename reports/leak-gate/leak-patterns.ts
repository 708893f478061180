import { classify } from '#harness/identities/national-identity-number.ts';

/** What may not be published, seen from the other side: written apart from the redactor, whose mistakes it must find. */
export interface LeakPattern {
  readonly leak: 'identity' | 'key' | 'token' | 'cookie' | 'password' | 'phone' | 'name';
  readonly isIn: (text: string) => boolean;
}

const matches = (leak: LeakPattern['leak'], pattern: RegExp): LeakPattern => ({
  leak,
  isIn: (text) => pattern.test(text),
});

const elevenDigits = /(?<![0-9a-z])([0-9]{6})[ \u00a0-]?([0-9]{5})(?![0-9a-z])/gi;

/** The patterns; `names` are the people whose names may not stand in a report. */
export function leakPatterns(names: readonly string[]): LeakPattern[] {
  return [
    {
      leak: 'identity',
      isIn: (text) =>
        Array.from(text.matchAll(elevenDigits)).some(
          ([, date, rest]) => classify(`${date}${rest}`) !== 'invalid',
        ),
    },
    matches('key', /BEGIN (?:RSA |EC |ENCRYPTED |OPENSSH )?PRIVATE KEY-----\s*\S{16}/),
    matches('token', /(?<![\w-])eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{6,}/),
    matches('token', /\b(?:bearer|dpop)\s+[\w.~+/-]{16,}/i),
    matches('token', /(?:access|refresh|id)_token["']?\s*[=:]\s*["']?[\w.~+/-]{16,}/i),
    matches('cookie', /\bcookie["']?\s*:\s*["'[]*[\w.-]{1,64}=[^\s"';,[\]]{6,}/i),
    matches('password', /\bpass(?:word|ord)["']?\s*[=:]\s*["']?(?=[^\s"'<>,;]*[0-9])[^\s"'<>,;()[\]{}]{6,}/i),
    matches('phone', /(?<![0-9])(?:\+|00)47 ?[2-9][0-9](?: ?[0-9]{2}){3}(?![0-9])/),
    {
      leak: 'name',
      isIn: (text) => names.some((name) => text.includes(name)),
    },
  ];
}
