import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { readSshSignature } from './ssh-signature.ts';

const armoured = (bytes: Uint8Array): string =>
  `-----BEGIN SSH SIGNATURE-----\n${Buffer.from(bytes).toString('base64')}\n-----END SSH SIGNATURE-----\n`;

function signature(key: Uint8Array, namespace: string): Uint8Array {
  const field = (bytes: Uint8Array): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const version = Buffer.from([0, 0, 0, 1]);
  return Buffer.concat([Buffer.from('SSHSIG'), version, field(key), field(Buffer.from(namespace))]);
}

test('readSshSignature() gives key and namespace of whatever is framed as PROTOCOL.sshsig says', () => {
  const name = fc.string({ unit: 'grapheme-ascii' });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), name, (key, namespace) => {
      const read = readSshSignature(armoured(signature(key, namespace)));
      expect(read).toEqual({ publicKey: Buffer.from(key).toString('base64'), namespace });
    }),
  );
});

test('what is cut short or is something else is no signature, and throws nothing', () => {
  const whole = signature(Buffer.from('a key'), 'verdikjede-change');
  for (let length = 0; length < whole.length; length += 1) {
    expect(readSshSignature(armoured(whole.subarray(0, length)))).toBeUndefined();
  }
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(readSshSignature(armoured(bytes))).toBeUndefined();
      expect(readSshSignature(Buffer.from(bytes).toString('latin1'))).toBeUndefined();
    }),
  );
});
