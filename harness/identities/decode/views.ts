import { isUtf8 } from 'node:buffer';
import { digitsInBase64 } from './base64-run.ts';
import { inflatedParts } from './inflate.ts';
import { scanText, type TextFeatures } from './scan-text.ts';
import { unescapeText } from './unescape-text.ts';

/** How a view was got from the one before it. */
export type Decoding =
  'gzip' | 'deflate' | 'zip' | 'brotli' | 'zstd' | 'UTF-16' | 'base64' | 'JWT' | 'escapes';

/** One reading of something: its text, and the decodings that lead to it, the outermost first. */
export interface View {
  readonly text: string;
  readonly via: readonly Decoding[];
  readonly features: TextFeatures;
}

export interface ViewLimits {
  /** Decodings inside each other. */
  readonly depth: number;
  /** Bytes that are read in all, decoded ones included. */
  readonly bytes: number;
}
const usualLimits: ViewLimits = { depth: 8, bytes: 32 * 1024 * 1024 };

interface Walk {
  readonly visit: (view: View) => void;
  readonly limits: ViewLimits;
  left: number;
  isWhole: boolean;
}

/**
 * Visits every reading of a text or of bytes: as it stands, and whatever gzip, zip, zlib, base64, percent escapes,
 * character references or UTF-16 hide in it, inside each other too. Returns whether all of it was read: false says
 * that a limit was met, and that nobody knows what is in the rest.
 */
export function eachView(
  input: string | Uint8Array,
  visit: (view: View) => void,
  {
    limits = usualLimits,
    contentEncoding,
  }: { limits?: ViewLimits; contentEncoding?: string | undefined } = {},
): boolean {
  const walk: Walk = { visit, limits, left: limits.bytes, isWhole: true };
  if (typeof input === 'string') ofText(walk, input, []);
  else ofBytes(walk, Buffer.from(input.buffer, input.byteOffset, input.byteLength), [], contentEncoding);
  return walk.isWhole;
}

/** Takes from what may be read; false when that is not enough. */
function spend(walk: Walk, amount: number, via: readonly Decoding[]): boolean {
  walk.left -= amount;
  if (walk.left >= 0 && via.length <= walk.limits.depth) return true;
  walk.isWhole = false;
  return false;
}

// UTF-16 of what can be typed.
const wideCharacters = /(?:[ -~]\0){8}/;

function ofBytes(walk: Walk, bytes: Buffer, via: readonly Decoding[], contentEncoding?: string): void {
  if (!spend(walk, bytes.length, via)) return;
  const tooLarge = (): void => void (walk.isWhole = false);
  const most = Math.max(1, walk.left);
  for (const part of inflatedParts(bytes, {
    most,
    tooLarge,
    ...(contentEncoding === undefined ? {} : { contentEncoding }),
  })) {
    ofBytes(walk, part.bytes, [...via, part.via]);
  }
  const text = bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
  ofText(walk, text, via);
  const bigEndian = bytes[0] === 0xfe && bytes[1] === 0xff;
  if (bigEndian || (bytes[0] === 0xff && bytes[1] === 0xfe)) {
    const swapped = bigEndian ? Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16() : bytes;
    ofText(walk, swapped.toString('utf16le'), [...via, 'UTF-16']);
  } else if (bytes.includes(0) && wideCharacters.test(text)) {
    // Both byte orders, aligned or not: of ASCII characters only the zeros differ.
    ofText(walk, text.replaceAll('\0', ''), [...via, 'UTF-16']);
  }
}

function ofText(walk: Walk, text: string, via: readonly Decoding[]): void {
  if (!spend(walk, text.length, via)) return;
  const features = scanText(text);
  walk.visit({ text, via, features });
  if (features.hasEscapes) {
    const unescaped = unescapeText(text);
    if (unescaped !== text) ofText(walk, unescaped, [...via, 'escapes']);
  }
  for (const [start, end] of features.runs) ofRun(walk, text.slice(start, end), via);
}

/** How much of a run is looked at to see whether something readable begins there. */
const lookedAt = 48;
const packed = /^(?:H4sI|UEsD|KLUv|eJ|eA|eN|JVBERi)/;
// eslint-disable-next-line no-control-regex
const unreadable = /[\0-\x08\x0e-\x1f\x7f-\x9f]/;

const looksReadable = (part: string): boolean =>
  packed.test(part) || !unreadable.test(Buffer.from(part, 'base64').toString('latin1'));

/** A run may begin with something else in the same letters, a path for instance: then it is read from there too. */
function ofRun(walk: Walk, run: string, via: readonly Decoding[]): void {
  const offsets = new Set([0]);
  for (const { index } of run.matchAll(/[/_-](?=.{15})/gs)) {
    const offset = (index + 1) % 4;
    if (!offsets.has(offset) && looksReadable(run.slice(index + 1, index + 1 + lookedAt)))
      offsets.add(offset);
    if (offsets.size === 4) break;
  }
  for (const { index } of run.matchAll(digitsInBase64)) offsets.add(index % 4);
  const decoding: Decoding = run.startsWith('eyJ') ? 'JWT' : 'base64';
  for (const offset of offsets) ofBytes(walk, Buffer.from(run.slice(offset), 'base64'), [...via, decoding]);
}
