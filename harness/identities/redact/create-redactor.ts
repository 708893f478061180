import { eachView } from '../decode/views.ts';
import { mayBeBase64 } from '../decode/base64-run.ts';
import { unescapeText } from '../decode/unescape-text.ts';
import { nameRule, redactionRules, type NamedPerson, type RedactionRule } from './rules.ts';

/** Takes out of a text all that may not leave: identities, names, phones, tokens, cookies, keys, passwords. */
export type Redact = (text: string) => string;

interface RedactorOptions {
  /** Whose names are taken out. */
  readonly people?: readonly NamedPerson[];
  /** For tests, which show what a rule holds back. */
  readonly without?: RedactionRule['name'];
}

const base64Run = /[A-Za-z0-9+/_-]{15,}={0,2}/g;
/**
 * A redactor. A word of base64 is taken out whole where anything that may not leave shows below it; a text that hides it
 * by percent, character references or escapes is shown without those; what hides it otherwise is taken out whole.
 * Redacting twice is the same as once.
 */
export function createRedactor({ people = [], without }: RedactorOptions = {}): Redact {
  const rules = [...redactionRules, nameRule(people)].filter(({ name }) => name !== without);
  const plain: Redact = (text) => rules.reduce((rest, { apply }) => apply(rest), text);
  const hides = (part: string): boolean => {
    let found = false;
    const isWhole = eachView(part, ({ text, via }) => {
      found ||= via.length > 0 && plain(text) !== text;
    });
    return found || !isWhole;
  };
  const redact: Redact = (text) => {
    const shown = plain(text).replace(base64Run, (run) =>
      mayBeBase64(run) && hides(run) ? '[redacted]' : run,
    );
    const unescaped = unescapeText(shown);
    if (plain(unescaped) !== unescaped) return redact(unescaped);
    return hides(shown) ? '[redacted]' : shown;
  };
  return redact;
}

/** The same, for every text in a value of JSON. */
export function redactDeep<T>(value: T, redact: Redact): T {
  if (typeof value === 'string') return redact(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => redactDeep(item, redact)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [redact(key), redactDeep(item, redact)]),
  ) as T;
}
