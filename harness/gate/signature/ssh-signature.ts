/** What an SSH signature says of itself (openssh PROTOCOL.sshsig), before anything is verified. */
export interface SshSignature {
  /** Public key, base64 as in allowed_signers. */
  readonly publicKey: string;
  readonly namespace: string;
}

const armour = /^-----BEGIN SSH SIGNATURE-----\s+([A-Za-z0-9+/=\s]+)-----END SSH SIGNATURE-----\s*$/;

/** Reads an armoured SSH signature; undefined when it is none. */
export function readSshSignature(text: string): SshSignature | undefined {
  const bytes = Buffer.from(armour.exec(text)?.[1] ?? '', 'base64');
  if (bytes.subarray(0, 6).toString('latin1') !== 'SSHSIG' || bytes.length < 10) return undefined;
  if (bytes.readUInt32BE(6) !== 1) return undefined;
  const key = field(bytes, 10);
  const namespace = key && field(bytes, key.end);
  if (key === undefined || namespace === undefined) return undefined;
  return { publicKey: key.value.toString('base64'), namespace: namespace.value.toString('utf8') };
}

function field(bytes: Buffer, at: number): { value: Buffer; end: number } | undefined {
  if (at + 4 > bytes.length) return undefined;
  const end = at + 4 + bytes.readUInt32BE(at);
  return end > bytes.length ? undefined : { value: bytes.subarray(at + 4, end), end };
}
