import { maskIdentities } from '../mask-identities.ts';

/** One kind of thing that may not leave, and how it is taken out of a text. */
export interface RedactionRule {
  readonly name: 'identity' | 'key' | 'token' | 'cookie' | 'password' | 'phone' | 'name';
  readonly apply: (text: string) => string;
}

// A field of JSON, of a form or of a log line; the value to its end.
const field = (names: string): RegExp =>
  new RegExp(
    `((?:^|[^\\w-])\\\\?["']?(?:${names})\\\\?["']?\\s*[:=]\\s*\\\\?["']?)(?!\\[)[^\\s"'&<>,;\\\\]{4,}`,
    'gi',
  );
const tokenFields = field(
  'access_token|id_token|refresh_token|id_token_hint|client_assertion|request_uri|code_verifier',
);
const secretFields = field('password|passord|passwd|pwd|client_secret|passphrase|api[_-]?key');

/** In the order they are applied: what is whole before what may be part of it. */
export const redactionRules: readonly RedactionRule[] = [
  {
    name: 'key',
    apply: (text) =>
      text
        .replace(/-----BEGIN ([A-Z ]*PRIVATE KEY)-----.*?(?:-----END \1-----|$)/gs, '[key]')
        .replace(/("(?:d|p|q|dp|dq|qi|k)"\s*:\s*")[\w-]{20,}/g, '$1[key]'),
  },
  {
    name: 'token',
    apply: (text) =>
      text
        .replace(/\beyJ[\w-]{6,}\.[\w-]{4,}(?:\.[\w-]*){1,3}/g, '[token]')
        .replace(/\b(Bearer|DPoP|Basic)(\s+)(?!\[)[\w.~+/-]{8,}=*/gi, '$1$2[token]')
        .replace(tokenFields, '$1[token]'),
  },
  {
    name: 'cookie',
    apply: (text) =>
      text.replace(
        /((?:^|[^\w-])\\?["']?(?:set-)?cookie\\?["']?\s*[:=]\s*\\?["'[]*)(?!\[)[^\s"'=;,]{1,64}=[^\r\n"'\\<]*/gi,
        '$1[cookie]',
      ),
  },
  { name: 'password', apply: (text) => text.replace(secretFields, '$1[password]') },
  {
    name: 'phone',
    apply: (text) =>
      text.replace(/(?:(?<!\d)00|\+)47[ \u00a0-]?[2-9]\d(?:[ \u00a0-]?\d){6}(?!\d)/g, '[phone]'),
  },
  { name: 'identity', apply: maskIdentities },
];

/** The people of an environment, by their names. */
export interface NamedPerson {
  readonly givenName: string;
  readonly middleName?: string | undefined;
  readonly familyName: string;
}

/** Takes names out, as whole words. */
export function nameRule(people: readonly NamedPerson[]): RedactionRule {
  const names = people.flatMap(({ givenName, middleName, familyName }) => [
    ...(middleName === undefined ? [] : [middleName]),
    ...[givenName, familyName],
  ]);
  if (names.length === 0) return { name: 'name', apply: (text) => text };
  const words = [...new Set(names)].map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  return { name: 'name', apply: (text) => text.replace(pattern, '[name]') };
}
