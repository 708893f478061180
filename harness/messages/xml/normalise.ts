import { messageInvalid } from '../message-invalid.ts';
import { placeIn } from './xml-document.ts';

/** A tag; no value may have `<` in it. */
const tag = /<[^"'<>]*(?:(?:"[^"<]*"|'[^'<]*')[^"'<>]*)*>/y;

/** Sections that are not markup: how they begin and end. */
const sections = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

/**
 * The text with its line ends and the blanks inside tags as an XML parser must see them (XML 1.0, 2.11 and 3.3.3),
 * of which sax does neither, without a byte order mark. Refuses what sax lets pass: `<` inside a tag, `]]>` in text.
 */
export function normalise(xml: string): string {
  const bare = xml.startsWith('\uFEFF') ? xml.slice(1) : xml;
  const text = bare.includes('\r') ? bare.replace(/\r\n?/g, '\n') : bare;
  let pieces = '';
  let copied = 0;
  for (let at = text.indexOf('<'); at !== -1;) {
    const section =
      text[at + 1] === '!' || text[at + 1] === '?'
        ? sections.find(([begin]) => text.startsWith(begin, at))
        : undefined;
    const end = section === undefined ? endOfTag(text, at) : endOfSection(text, at, section);
    if (section === undefined) {
      const written = text.slice(at, end);
      if (written.includes('\n') || written.includes('\t')) {
        pieces += text.slice(copied, at) + written.replace(/[\n\t]/g, ' ');
        copied = end;
      }
    }
    at = text.indexOf('<', end);
    const stray = text.slice(end, at === -1 ? undefined : at).indexOf(']]>');
    if (stray !== -1) throw broken(text, end + stray, 'a section ends that did not begin');
  }
  return copied === 0 ? text : pieces + text.slice(copied);
}

function endOfTag(text: string, at: number): number {
  tag.lastIndex = at;
  if (!tag.test(text)) throw broken(text, at, 'a tag does not end, or has < in it');
  return tag.lastIndex;
}

function endOfSection(text: string, at: number, [begin, end]: readonly [string, string]): number {
  const index = text.indexOf(end, at + begin.length);
  if (index === -1) throw broken(text, at, 'a comment, section or instruction does not end');
  return index + end.length;
}

function broken(text: string, at: number, reason: string): Error {
  const { line, column } = placeIn(text, at);
  return messageInvalid(`The message is not well-formed XML at line ${line}, column ${column}: ${reason}.`);
}
