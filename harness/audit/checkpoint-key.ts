import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, type KeyObject } from 'node:crypto';
import { HarnessError } from '#harness/errors.ts';

/** A public key in the form of C2SP signed notes: `<name>+<id>+<base64>`. */
export interface CheckpointKey {
  readonly name: string;
  /** The first four bytes of SHA-256 over the name, a newline, the algorithm and the key. */
  readonly id: Buffer;
  readonly publicKey: KeyObject;
  /** The whole as text: what a verifier needs. */
  readonly text: string;
}
export interface CheckpointSigner {
  readonly key: CheckpointKey;
  readonly privateKey: KeyObject;
}

/** The byte for Ed25519 in signed notes. */
const ed25519 = 0x01;
// What stands before the 32 bytes of an Ed25519 key in SubjectPublicKeyInfo (RFC 8410).
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');
const nameForm = /^[^\s+]+$/;

/** A new key for one run: PKCS #8 PEM, to be kept in memory alone. */
export function generateAuditKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** The signer of a private key (PEM). Throws USAGE for anything but Ed25519, without a word of what it was given. */
export function signerOf(pem: string, name: string): CheckpointSigner {
  const privateKey = privateKeyOf(pem);
  if (privateKey?.asymmetricKeyType !== 'ed25519' || !nameForm.test(name)) {
    throw new HarnessError(
      'The key that signs the audit log was expected to be an Ed25519 private key in PEM.',
      {
        code: 'USAGE',
        stage: 'guard',
        hint: 'Make one: openssl genpkey -algorithm ed25519 -out audit.key',
      },
    );
  }
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  return { privateKey, key: keyFrom(name, spki.subarray(spkiPrefix.length)) };
}

function privateKeyOf(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

function keyFrom(name: string, raw: Buffer): CheckpointKey {
  const typed = Buffer.concat([Buffer.of(ed25519), raw]);
  const id = hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), typed]), 'buffer').subarray(0, 4);
  const publicKey = createPublicKey({
    key: Buffer.concat([spkiPrefix, raw]),
    format: 'der',
    type: 'spki',
  });
  return { name, id, publicKey, text: `${name}+${id.toString('hex')}+${typed.toString('base64')}` };
}

/** The key of a text; undefined when it is none, or its id is not its own. */
export function parseCheckpointKey(text: string): CheckpointKey | undefined {
  const [, name, id, base64] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})\n?$/.exec(text) ?? [];
  if (name === undefined || id === undefined || base64 === undefined) return undefined;
  const typed = Buffer.from(base64, 'base64');
  if (typed.length !== 33 || typed[0] !== ed25519 || typed.toString('base64') !== base64) return undefined;
  const key = keyFrom(name, typed.subarray(1));
  return key.id.toString('hex') === id ? key : undefined;
}
