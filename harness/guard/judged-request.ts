/** A request as the client sent it: nothing decoded, nothing normalised. */
export interface JudgedRequest {
  readonly method: string;
  /** Absolute, with the path and query exactly as they came. */
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Empty when there is none. */
  readonly body: Uint8Array;
  /** Where the connection would really go: the CONNECT target, else the URL's host. */
  readonly destination: { readonly hostname: string; readonly port: number };
}

export interface UrlParts {
  readonly origin: string;
  /** `host:port` as in the URL; the port is left out when it is the scheme's own. */
  readonly authority: string;
  readonly hostname: string;
  readonly port: number;
  readonly path: string;
  readonly query: string;
}

const absoluteUrl = /^(https?):\/\/([a-z0-9.-]+)(?::([0-9]{1,5}))?(\/[^?#]*)?(?:\?([^#]*))?$/i;

/** The parts of an absolute URL without decoding any of them; undefined for anything unusual. */
export function splitUrl(url: string): UrlParts | undefined {
  const [, scheme, host, port, path, query] = absoluteUrl.exec(url) ?? [];
  if (scheme === undefined || host === undefined) return undefined;
  const lowerScheme = scheme.toLowerCase();
  const ownPort = lowerScheme === 'https' ? 443 : 80;
  const hostname = host.toLowerCase();
  const realPort = port === undefined ? ownPort : Number(port);
  const authority = realPort === ownPort ? hostname : `${hostname}:${realPort}`;
  return {
    origin: `${lowerScheme}://${authority}`,
    authority,
    hostname,
    port: realPort,
    path: path ?? '/',
    query: query ?? '',
  };
}

/** All values of a header, whatever the case of its name. */
export function headerValues(request: Pick<JudgedRequest, 'headers'>, name: string): string[] {
  return request.headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);
}
