import { candidatesIn, type Candidate } from './candidates.ts';
import { classByDate, classify } from './national-identity-number.ts';

/**
 * Whether the digits may be someone's number. Standing alone, a date is enough: wrong check digits may be a typo
 * of a real number. Inside a short word, check digits must be right too; inside a long one it is chance.
 */
function mayBeSomeone({ number, stands }: Candidate): boolean {
  if (stands === 'in a long word') return false;
  return classify(number) !== 'invalid' || (stands === 'alone' && classByDate(number) !== undefined);
}

const digit = /\p{Nd}/u;

/**
 * Replaces whatever could be a national identity number, synthetic ones too, by `[fnr]`. GUIDs, base64 and longer runs
 * of digits stay as they are. Masking twice is the same as masking once.
 */
export function maskIdentities(text: string): string {
  // Nearly all that is masked on the guard's way is a short word without any.
  if (text.length < 11 || !digit.test(text)) return text;
  let masked = '';
  let at = 0;
  for (const candidate of candidatesIn(text).filter(mayBeSomeone)) {
    masked += `${text.slice(at, candidate.start)}[fnr]`;
    at = candidate.end;
  }
  return at === 0 ? text : maskIdentities(masked + text.slice(at));
}
