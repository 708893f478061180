import { sign, verify } from 'node:crypto';
import type { CheckpointKey, CheckpointSigner } from './checkpoint-key.ts';
import type { Damage } from './scan-log.ts';

/** What a checkpoint says: at this size, the hash of the log's last line was this. */
export interface Checkpoint {
  /** The log that it belongs to. */
  readonly origin: string;
  readonly size: number;
  /** Hex. The chain makes it stand for all lines up to it. */
  readonly hash: string;
}

/**
 * A checkpoint as a C2SP signed note: origin, size and hash in base64, an empty line, the Ed25519 signature. The hash
 * is the head of our chain, not the root of a Merkle tree, so tools for transparency logs check the signature alone.
 */
export function signCheckpoint(
  { origin, size, hash }: Checkpoint,
  { key, privateKey }: CheckpointSigner,
): string {
  const text = `${origin}\n${size}\n${Buffer.from(hash, 'hex').toString('base64')}\n`;
  const signature = Buffer.concat([key.id, sign(null, Buffer.from(text), privateKey)]);
  return `${text}\n— ${key.name} ${signature.toString('base64')}\n`;
}

const noteForm =
  /([^\n]+)\n([1-9][0-9]*)\n([A-Za-z0-9+/]{43}=)\n\n— ([^\s+]+) ([A-Za-z0-9+/]{90}[A-Za-z0-9+/=]{2})\n/y;

export interface Notes {
  readonly checkpoints: readonly Checkpoint[];
  /** Length in characters of the notes that are whole and rightly signed. */
  readonly good: number;
  /** What is wrong with the first that is not; null when all are good. */
  readonly problem: string | null;
}

/** Reads notes that stand one after the other, up to the first that is not whole or not signed by this key. */
export function readNotes(text: string, key: CheckpointKey): Notes {
  const checkpoints: Checkpoint[] = [];
  let good = 0;
  while (good < text.length) {
    noteForm.lastIndex = good;
    const match = noteForm.exec(text);
    const nth = `Checkpoint ${checkpoints.length + 1}`;
    if (match === null) return { checkpoints, good, problem: `${nth} is not a whole signed note.` };
    const [whole, origin = '', size = '', hash = '', name = '', signature = ''] = match;
    if (!isSigned({ text: `${origin}\n${size}\n${hash}\n`, name, signature }, key)) {
      return { checkpoints, good, problem: `${nth} is not signed by the key ${key.name}.` };
    }
    checkpoints.push({ origin, size: Number(size), hash: Buffer.from(hash, 'base64').toString('hex') });
    good += whole.length;
  }
  return { checkpoints, good, problem: null };
}

function isSigned(
  { text, name, signature }: { text: string; name: string; signature: string },
  key: CheckpointKey,
): boolean {
  const bytes = Buffer.from(signature, 'base64');
  // One form of base64 only: a flipped bit in its padding is damage too.
  if (name !== key.name || bytes.toString('base64') !== signature) return false;
  return (
    bytes.subarray(0, 4).equals(key.id) && verify(null, Buffer.from(text), key.publicKey, bytes.subarray(4))
  );
}

/** What checkpoints say against the log; undefined when they agree. */
export function disagreement(
  checkpoints: readonly Checkpoint[],
  hashes: ReadonlyMap<number, string>,
  origin: unknown,
  records: number,
): Damage | undefined {
  for (const checkpoint of checkpoints) {
    const { size, hash } = checkpoint;
    if (checkpoint.origin !== origin) {
      return { line: null, byte: null, what: `a checkpoint belongs to another log (${checkpoint.origin})` };
    }
    if (size > records) {
      const what = `a checkpoint was signed over ${size} records, and ${records} are there: the end was cut off`;
      return { line: records + 1, byte: null, what };
    }
    if (hashes.get(size) !== hash) {
      const what = 'the checkpoint signed over it says otherwise: this line or one before was changed';
      return { line: size, byte: null, what };
    }
  }
  return undefined;
}
