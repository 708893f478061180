import { classByDate, classify } from './national-identity-number.ts';

// Six and five digits, apart or not; a percent escape in front (%20) is not part of the number.
const candidate =
  /(?:(?<!\d)|(?<=%[0-9a-f]{2}))(?<date>\d{6})(?<gap>[ \u00a0\u202f-]?)(?<rest>\d{5})(?!\d)/giu;

const wordBefore = /[0-9a-z+/=_-]*$/i;
const wordAfter = /^[0-9a-z+/=_-]*/i;
// An escaped line break or tab, or a percent escape, ends in a letter that belongs to no word.
const escapeBefore = /(?:\\[nrtbf]|%[0-9a-f]{2})$/i;

/** Longer words are GUIDs, hashes, base64; no one writes a number into those. */
const longestWord = 23;

function isLoose(before: string, after: string): boolean {
  return (!/[a-z]$/i.test(before) || escapeBefore.test(before)) && !/^[a-z]/i.test(after);
}

/**
 * Whether the digits may be someone's number. Standing alone, a date is enough: wrong check digits may be a typo
 * of a real number. Inside a short word, check digits must be right too; inside a long one it is chance.
 */
function mayBeSomeone(number: string, before: string, after: string): boolean {
  const isValid = classify(number) !== 'invalid';
  if (isLoose(before, after)) return isValid || classByDate(number) !== undefined;
  const word =
    (wordBefore.exec(before)?.[0].length ?? 0) + number.length + (wordAfter.exec(after)?.[0].length ?? 0);
  return isValid && word <= longestWord;
}

/**
 * Replaces whatever could be a national identity number, synthetic ones too, by `[fnr]`: eleven digits, also
 * written as six and five with a blank, a hard blank or a hyphen between. GUIDs, base64 and longer runs of digits
 * stay as they are. Masking twice is the same as masking once.
 */
export function maskIdentities(text: string): string {
  const masked = text.replace(candidate, (match, date: string, _gap: string, rest: string, at: number) => {
    const before = text.slice(Math.max(0, at - longestWord - 1), at);
    const end = at + match.length;
    const after = text.slice(end, end + longestWord + 1);
    return mayBeSomeone(date + rest, before, after) ? '[fnr]' : match;
  });
  return masked === text ? text : maskIdentities(masked);
}
