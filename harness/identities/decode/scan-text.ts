import { holdsDigits } from './base64-run.ts';

/** What one look at a text tells of what may be hidden in it. */
export interface TextFeatures {
  /** Where at least eleven digits stand close enough together to be a number: start and end. */
  readonly digitRuns: readonly (readonly [start: number, end: number])[];
  /** Percent escapes, character references, or the escapes of JSON. */
  readonly hasEscapes: boolean;
  /** Where base64 or base64url may stand: start and end. */
  readonly runs: readonly (readonly [start: number, end: number])[];
}

/** Eleven digits make fifteen letters. */
const shortestRun = 15;
/** MIME breaks base64 at 76, PEM at 64. */
const shortestBrokenLine = 60;
const kinds = { other: 0, digit: 1, upper: 2, lower: 3, sign: 4, blank: 5, escape: 6, lineEnd: 7 } as const;
const kindOf = new Uint8Array(128);
const mark = (characters: string, kind: number): void => {
  for (const character of characters) kindOf[character.charCodeAt(0)] = kind;
};
mark('0123456789', kinds.digit);
mark('ABCDEFGHIJKLMNOPQRSTUVWXYZ', kinds.upper);
mark('abcdefghijklmnopqrstuvwxyz', kinds.lower);
mark('+/_-', kinds.sign);
mark(' \t.', kinds.blank);
mark('%&\\', kinds.escape);
mark('\r\n', kinds.lineEnd);

const isOtherDigit = (code: number): boolean =>
  (code >= 0xff10 && code <= 0xff19) ||
  (code >= 0x0660 && code <= 0x0669) ||
  (code >= 0x06f0 && code <= 0x06f9);
const isOtherBlank = (code: number): boolean =>
  code === 0xa0 || code === 0xad || (code >= 0x2000 && code <= 0x2060) || code === 0x2212;

function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 128) return kindOf[code] ?? kinds.other;
  if (isOtherDigit(code)) return kinds.digit;
  return isOtherBlank(code) ? kinds.blank : kinds.other;
}

// What hides something: a digit or letter in percent, by reference or by escape, a blank by its name.
const escapes = {
  '%': /%[0-9a-f]{2}/iy,
  '&': /&(?:#|amp;#|nbsp;|ensp;|emsp;|thinsp;|shy;|hyphen;|n?dash;|minus;)/iy,
  '\\': /\\(?:u[0-9a-f]{4}|x[0-9a-f]{2}|[/"])/iy,
};
const brokenLine = /\\[rn]/y;

function isAt(pattern: RegExp | undefined, text: string, at: number): boolean {
  if (pattern === undefined) return false;
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** One pass over a text, cheap enough for everything that goes through the guard. */
export function scanText(text: string): TextFeatures {
  const runs: [number, number][] = [];
  const digitRuns: [number, number][] = [];
  let [hasEscapes, upper, lower] = [false, false, false];
  let [digits, digitStart, lastDigit, gap, runStart, lineStart] = [0, 0, 0, 0, -1, 0];
  for (let at = 0; at <= text.length; at += 1) {
    const kind = at === text.length ? kinds.other : kindAt(text, at);
    if (kind === kinds.digit) {
      if (digits === 0) digitStart = at;
      digits += 1;
      gap = 0;
      lastDigit = at;
    } else if (digits > 0 && ((kind !== kinds.sign && kind !== kinds.blank) || gap > 0)) {
      if (digits >= 11) digitRuns.push([digitStart, lastDigit + 1]);
      digits = 0;
    } else gap = 1;

    if (kind >= kinds.digit && kind <= kinds.sign) {
      if (runStart < 0) runStart = lineStart = at;
      if (kind === kinds.upper) upper = true;
      else if (kind === kinds.lower) lower = true;
      continue;
    }
    if (kind === kinds.escape && !hasEscapes) {
      const isBroken = runStart >= 0 && at - lineStart >= shortestBrokenLine && isAt(brokenLine, text, at);
      hasEscapes = isBroken || isAt(escapes[text[at] as keyof typeof escapes], text, at);
    }
    if (runStart < 0) continue;
    const goesOn = kind === kinds.lineEnd && (at - lineStart >= shortestBrokenLine || at === lineStart);
    if (goesOn) lineStart = at + 1;
    else {
      const isLong = upper && at - runStart >= shortestRun;
      if (isLong && (lower || holdsDigits(text.slice(runStart, at)))) runs.push([runStart, at]);
      runStart = -1;
      upper = lower = false;
    }
  }
  return { digitRuns, hasEscapes, runs };
}
