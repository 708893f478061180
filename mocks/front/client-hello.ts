/** What the first bytes of a connection say: not enough of them yet, not TLS, or the server name (null: none). */
export type ClientHello =
  | { readonly seen: 'too little' }
  | { readonly seen: 'no client hello' }
  | { readonly seen: 'client hello'; readonly serverName: string | null };

const none = { seen: 'no client hello' } as const;
const tooLittle = { seen: 'too little' } as const;
const handshakeRecord = 22;
const clientHello = 1;
const serverNameExtension = 0;
/** Larger than any hello that a browser sends, smaller than what a flood would need. */
const mostBytes = 65_536;

/**
 * Reads the server name from a TLS ClientHello (RFC 8446 section 4.1.2, RFC 6066 section 3) that may span
 * records. Needed before the handshake: the protocol versions of a name cannot be chosen after it began.
 */
export function readClientHello(bytes: Buffer): ClientHello {
  const handshake: Buffer[] = [];
  let wanted = 4;
  let have = 0;
  for (let at = 0; have < wanted;) {
    if (bytes.length > mostBytes) return none;
    if (at < bytes.length && bytes[at] !== handshakeRecord) return none;
    if (bytes.length < at + 5) return tooLittle;
    const length = bytes.readUInt16BE(at + 3);
    if (length === 0 || bytes.length > mostBytes) return none;
    const part = bytes.subarray(at + 5, at + 5 + length);
    handshake.push(part);
    have += part.length;
    if (have >= 4) {
      const start = Buffer.concat(handshake);
      if (start[0] !== clientHello) return none;
      wanted = 4 + start.readUIntBE(1, 3);
      if (wanted > mostBytes) return none;
    }
    if (part.length < length && have < wanted) return tooLittle;
    at += 5 + length;
  }
  return { seen: 'client hello', serverName: serverName(Buffer.concat(handshake).subarray(4, wanted)) };
}

function serverName(hello: Buffer): string | null {
  const reader = new Reader(hello);
  reader.skip(2 + 32);
  reader.skip(reader.number(1));
  reader.skip(reader.number(2));
  reader.skip(reader.number(1));
  const extensions = new Reader(reader.take(reader.number(2)));
  while (extensions.left > 0) {
    const type = extensions.number(2);
    const body = extensions.take(extensions.number(2));
    if (type !== serverNameExtension) continue;
    const list = new Reader(body);
    list.skip(3);
    const name = list.take(list.number(2)).toString('latin1');
    return name === '' ? null : name.toLowerCase();
  }
  return null;
}

/** Reads on without ever failing: what is cut short reads as empty, and so as "no name". */
class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  take(count: number): Buffer {
    const taken = this.#bytes.subarray(this.#at, this.#at + count);
    this.#at = Math.min(this.#bytes.length, this.#at + count);
    return taken;
  }

  skip(count: number): void {
    this.take(count);
  }

  number(size: 1 | 2): number {
    const taken = this.take(size);
    return taken.length < size ? 0 : taken.readUIntBE(0, size);
  }
}
