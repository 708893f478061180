import { randomBytes } from 'node:crypto';
import { eachView } from '#harness/identities/decode/views.ts';
import { findIdentities, identityHmac, type IdentitySearch } from '#harness/identities/find-identities.ts';

/** A person who is not on the roster, seen in what passes: where and how, never who. */
export interface Stranger {
  /** `query`, `header`, `JSON: base64, gzip`: the place, then the decodings that lead there. */
  readonly where: string;
  readonly is: 'synthetic' | 'real';
  /** Tells whether two incidents of one run concern the same person, and nothing else: the key dies with the guard. */
  readonly hmac: string;
}

/** Part of a request or an answer; as lines, where most of them come again and again. */
export interface SearchedPart {
  readonly where: string;
  readonly content: string | Uint8Array | readonly string[];
  readonly contentEncoding?: string | undefined;
}

export interface SearchResult {
  readonly strangers: readonly Stranger[];
  /** False when there was more to decode than can be searched: nobody knows what is in the rest. */
  readonly isWhole: boolean;
  /** Whether it shows a secret that the guard alone holds. */
  readonly showsSecret: boolean;
}
/** Enough for a run, and never more memory than a megabyte or two. */
const mostCleanLines = 2_000;

export type SearchForStrangers = (parts: readonly SearchedPart[]) => SearchResult;

/**
 * Searches for people who are not on the roster. In `verify` that is everyone else; in `test` synthetic people beside
 * the roster are allowed, for scenarios make their own.
 */
export function createIdentitySearch({
  mode,
  roster,
  secrets = [],
}: {
  readonly mode: 'test' | 'verify';
  readonly roster: readonly string[];
  /** Texts that may be seen in nothing that comes in or goes back. */
  readonly secrets?: readonly string[];
}): SearchForStrangers {
  const known = new Set(roster);
  const key = randomBytes(32);
  const strangersIn = (where: string, { found }: IdentitySearch): Stranger[] =>
    found
      .filter(({ number, is }) => !known.has(number) && (is === 'real' || mode === 'verify'))
      .map(({ number, is, via }) => ({
        where: via.length === 0 ? where : `${where}: ${via.join(', ')}`,
        ...{ is, hmac: identityHmac(number, key) },
      }));
  const searchOne = ({ where, content, contentEncoding }: SearchedPart): SearchResult => {
    if (typeof content !== 'string' && !(content instanceof Uint8Array)) return searchLines(where, content);
    const search = findIdentities(content, { contentEncoding });
    const showsSecret = shows(secrets, content, contentEncoding);
    return { strangers: strangersIn(where, search), isWhole: search.isWhole, showsSecret };
  };
  // Lines that were searched and had nobody in them.
  let clean = new Set<string>();
  const searchLines = (where: string, lines: readonly string[]): SearchResult => {
    const fresh = lines.filter((line) => !clean.has(line));
    if (fresh.length === 0) return nothing;
    const result = searchOne({ where, content: fresh.join(' \n') });
    if (result.isWhole && result.strangers.length === 0 && !result.showsSecret) {
      if (clean.size > mostCleanLines) clean = new Set();
      for (const line of fresh) if (line.length < 1_000) clean.add(line);
    }
    return result;
  };
  return (parts) => {
    const searched = parts.map(searchOne);
    return {
      strangers: searched.flatMap(({ strangers }) => strangers),
      isWhole: searched.every(({ isWhole }) => isWhole),
      showsSecret: searched.some(({ showsSecret }) => showsSecret),
    };
  };
}

const nothing: SearchResult = { strangers: [], isWhole: true, showsSecret: false };

/** Whether one of the texts stands there, or below an encoding. */
function shows(
  secrets: readonly string[],
  content: string | Uint8Array,
  contentEncoding: string | undefined,
): boolean {
  if (secrets.length === 0) return false;
  let seen = false;
  const look = ({ text }: { readonly text: string }): void => {
    seen ||= secrets.some((secret) => text.includes(secret));
  };
  eachView(content, look, { contentEncoding });
  return seen;
}

/** What a body is, by its media type, in one word. */
export function bodyKind(contentType = ''): string {
  if (/urlencoded|form-data/i.test(contentType)) return 'form';
  if (/json/i.test(contentType)) return 'JSON';
  if (/xml/i.test(contentType)) return 'XML';
  return 'body';
}
