// WinAnsi is Latin-1 with these at 0x80-0x9F (0x81, 0x8D, 0x8F, 0x90, 0x9D are empty).
const special = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

// Sami letters with a stroke, which no decomposition splits.
const stroked: Readonly<Record<string, string>> = { Đ: 'D', đ: 'd', Ŋ: 'N', ŋ: 'n', Ŧ: 'T', ŧ: 't' };

function byteOf(character: string): string | undefined {
  const code = character.codePointAt(0) ?? 0;
  if ((code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff)) return character;
  const index = special.indexOf(character);
  return index < 0 ? undefined : String.fromCharCode(0x80 + index);
}

/**
 * Text as bytes (characters 0-255) in the encoding of a PDF's standard fonts. æøåäöáš stay; a letter that
 * the encoding lacks loses its mark (č → c), anything else becomes `?`.
 */
export function toWinAnsi(text: string): string {
  const bytes = Array.from(text.normalize('NFC'), (character) => {
    const plain = stroked[character] ?? character.normalize('NFD').charAt(0);
    return byteOf(character) ?? byteOf(plain) ?? '?';
  });
  return bytes.join('');
}
