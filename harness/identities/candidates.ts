/** Eleven digits in a text that may be someone's number, however they were set. */
export interface Candidate {
  readonly start: number;
  readonly end: number;
  /** The eleven digits alone. */
  readonly number: string;
  /** How it stands: alone, inside a short word (`fnr…`), or inside a long one (GUID, hash, base64). */
  readonly stands: 'alone' | 'in a word' | 'in a long word';
}

// A blank or a hyphen of any kind; `+` is a blank in a form.
const gap = '[ \\t\\u00a0\\u00ad\\u2000-\\u2015\\u202f\\u2060\\u2212+-]';
const dateGap = '[ \\t\\u00a0\\u00ad\\u2000-\\u2015\\u202f\\u2060\\u2212./+-]';
const date = `(?:\\d{6}|\\d{2}${dateGap}\\d{2}${dateGap}\\d{2})`;
// A percent escape in front (%20) is not part of the number.
const pattern = new RegExp(
  `(?:(?<!\\d)|(?<=%[0-9a-f]{2}))${date}${gap}?(?:\\d{5}|\\d{3}${gap}\\d{2})(?!\\d)`,
  'gi',
);

/** Longer words are GUIDs, hashes, base64; no one writes a number into those. */
const longestWord = 23;

// Full-width, Arabic-Indic and Persian digits: all written in one UTF-16 unit, as ASCII's are.
const otherDigits = /[\uff10-\uff19\u0660-\u0669\u06f0-\u06f9]/g;
const asAscii = (digit: string): string => String(digit.charCodeAt(0) & 0xf);

const letterBefore = /[a-z]$/i;
const letterAfter = /^[a-z]/i;
// An escaped line break or tab, or a percent escape, ends in a letter that belongs to no word.
const escapeBefore = /(?:\\[nrtbf]|%[0-9a-f]{2})$/i;
const words = [
  {
    before: /[0-9a-z]*$/i,
    after: /^[0-9a-z]*/i,
    isLong: (word: string) => /[a-z]/.test(word) && /[A-Z]/.test(word),
  },
  { before: /[0-9a-f-]*$/i, after: /^[0-9a-f-]*/i, isLong: () => true },
];

function standing(text: string, start: number, end: number): Candidate['stands'] {
  const before = text.slice(Math.max(0, start - longestWord - 1), start);
  const after = text.slice(end, end + longestWord + 1);
  const isLoose = (!letterBefore.test(before) || escapeBefore.test(before)) && !letterAfter.test(after);
  if (isLoose) return 'alone';
  const isLong = words.some((kind) => {
    const word =
      (kind.before.exec(before)?.[0] ?? '') + text.slice(start, end) + (kind.after.exec(after)?.[0] ?? '');
    return word.length > longestWord && kind.isLong(word);
  });
  return isLong ? 'in a long word' : 'in a word';
}

/**
 * Everything in a text that has the form of a national identity number: eleven digits, also in the digits of other
 * scripts, and with a blank or a hyphen where people put one (`ddmmyy nnnnn`, `dd.mm.yy nnn nn`). Longer runs of
 * digits are none. Whether it is a number is not asked here.
 */
export function candidatesIn(written: string): Candidate[] {
  const text = written.replace(otherDigits, asAscii);
  return Array.from(text.matchAll(pattern), (match) => {
    const [start, end] = [match.index, match.index + match[0].length];
    return { start, end, number: match[0].replace(/\D/g, ''), stands: standing(text, start, end) };
  });
}

/** The same, looked for only where digits stand; each part is read with as much around it as matters. */
export function candidatesAt(
  text: string,
  digitRuns: readonly (readonly [start: number, end: number])[],
): Candidate[] {
  return digitRuns.flatMap(([start, end]) => {
    const from = Math.max(0, start - longestWord - 1);
    const near = candidatesIn(text.slice(from, end + longestWord + 1));
    return near.filter((candidate) => candidate.start >= start - from);
  });
}
