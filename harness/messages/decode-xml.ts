import { messageInvalid } from './message-invalid.ts';
import { declaredEncoding } from './xml/encoding.ts';

/**
 * The text of an XML file by its byte order mark or by the encoding that it declares, UTF-8 where it says nothing.
 * Throws MESSAGE_INVALID where bytes and declaration do not agree, or the encoding is none that messages come in.
 */
export function decodeXml(bytes: Uint8Array): string {
  const marked = markedEncoding(bytes);
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const declared = marked?.startsWith('utf-16') ? undefined : declaredEncoding(start.replace(/^ï»¿/, ''));
  if (declared !== undefined && (declared === 'utf-16' || (marked !== undefined && declared !== marked))) {
    throw messageInvalid('The message is in another encoding than its first line declares.');
  }
  let text: string;
  try {
    text = new TextDecoder(marked ?? declared ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    const what = declared ?? marked ?? 'UTF-8, which holds where nothing is declared';
    throw messageInvalid(
      `The message has bytes that its encoding (${what}) does not allow.`,
      undefined,
      cause,
    );
  }
  if (marked?.startsWith('utf-16') && ![undefined, 'utf-16'].includes(declaredEncoding(text))) {
    throw messageInvalid('The message is in another encoding than its first line declares.');
  }
  return text;
}

function markedEncoding(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | undefined {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : undefined;
}
