export type JsonObject = Readonly<Record<string, unknown>>;

/** A compact JWS, taken apart; nothing of it is verified. */
export interface Jws {
  /** As it came, base64url. */
  readonly headerSegment: string;
  /** `<header>.<payload>`, which the signature is over. */
  readonly signed: string;
  readonly signature: string;
  readonly payload: JsonObject;
}

/** Takes a compact JWS apart; undefined when it is none with a JSON object as payload. */
export function parseJws(text: string): Jws | undefined {
  const [headerSegment, payloadSegment, signature, ...rest] = text.split('.');
  if (!headerSegment || !payloadSegment || !signature || rest.length > 0) return undefined;
  const payload = parseSegment(payloadSegment);
  if (payload === undefined) return undefined;
  return { headerSegment, signed: `${headerSegment}.${payloadSegment}`, signature, payload };
}

/** A base64url segment as a JSON object, or undefined. */
export function parseSegment(segment: string): JsonObject | undefined {
  if (!/^[\w-]+$/.test(segment)) return undefined;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(segment, 'base64url').toString('utf8'));
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as JsonObject)
      : undefined;
  } catch {
    return undefined;
  }
}
