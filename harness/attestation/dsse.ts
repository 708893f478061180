import { sign, verify } from 'node:crypto';
import { z } from 'zod';
import type { CheckpointKey, CheckpointSigner } from '#harness/audit/checkpoint-key.ts';
import { canonicalJson } from '#harness/common/canonical-json.ts';

/** The media type of every in-toto statement. */
const payloadType = 'application/vnd.in-toto+json';

const envelopeSchema = z.strictObject({
  payload: z.base64(),
  payloadType: z.literal(payloadType),
  signatures: z.tuple([z.strictObject({ keyid: z.string(), sig: z.base64() })]),
});

/** A DSSE envelope as it was read; whether its signature holds is for isSignedBy() to say. */
export interface Envelope {
  readonly payload: Buffer;
  /** Says whose key to take, and proves nothing: it is not signed. */
  readonly keyId: string;
  readonly signature: Buffer;
}

/** How an envelope names a key: the name and id that checkpoints give it. */
export const keyIdOf = ({ name, id }: CheckpointKey): string => `${name}+${id.toString('hex')}`;

/** What is signed (DSSE v1, pre-authentication encoding): type and payload with their lengths in bytes. */
function preAuthentication(payload: Uint8Array): Buffer {
  const head = `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}

/** An envelope around a payload, signed with Ed25519: one line of canonical JSON. */
export function signEnvelope(payload: string, { key, privateKey }: CheckpointSigner): string {
  const bytes = Buffer.from(payload);
  const signature = sign(null, preAuthentication(bytes), privateKey);
  const envelope: z.infer<typeof envelopeSchema> = {
    payload: bytes.toString('base64'),
    payloadType,
    signatures: [{ keyid: keyIdOf(key), sig: signature.toString('base64') }],
  };
  return `${canonicalJson(envelope)}\n`;
}

/** Reads an envelope; undefined for anything that signEnvelope() does not write, were it one space more. */
export function readEnvelope(text: string): Envelope | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { data } = envelopeSchema.safeParse(value);
  if (data === undefined || `${canonicalJson(data)}\n` !== text) return undefined;
  const [{ keyid, sig }] = data.signatures;
  const [payload, signature] = [Buffer.from(data.payload, 'base64'), Buffer.from(sig, 'base64')];
  // One form of base64 only: a flipped bit in its padding is damage too.
  const isExact = payload.toString('base64') === data.payload && signature.toString('base64') === sig;
  return isExact ? { payload, keyId: keyid, signature } : undefined;
}

/** Whether the signature over the payload was made with the private key that belongs to this one. */
export const isSignedBy = ({ payload, signature }: Envelope, { publicKey }: CheckpointKey): boolean =>
  verify(null, preAuthentication(payload), publicKey, signature);
