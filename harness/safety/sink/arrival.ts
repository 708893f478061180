/** One thing that came to the sink. */
export interface Arrival {
  readonly via: 'http' | 'https' | 'h2' | 'web socket' | 'tcp' | 'udp' | 'unix socket' | 'signal';
  /** The attack that it belongs to; null when it carries no mark. */
  readonly mark: string | null;
  /** `GET /pages/{name}` for what is listed, else null. */
  readonly legal: string | null;
}

/** The mark of an attack in whatever arrived. */
export const markIn = (text: string): string | null => /attack-[a-z0-9-]+/.exec(text)?.[0] ?? null;

// The sink's own list, apart from the environment's: it says what may arrive, however the guard reads its own.
const listed: readonly (readonly [string, RegExp])[] = [
  ['GET /', /^GET \/$/],
  ['GET /pages/{name}', /^GET \/pages\/[\w-]+$/],
  ['GET /scripts/{name}', /^GET \/scripts\/[\w.-]+$/],
  ['GET /redirect/{to}', /^GET \/redirect\/[\w-]+$/],
  ['POST /redirect/{to}', /^POST \/redirect\/[\w-]+$/],
  ['GET /Messages/{id}', /^GET \/Messages\/\w+$/],
  ['GET /Messages/{id}/…', /^GET \/Messages\/\w+\/(status|apprec|business-document)$/],
  ['GET /CommunicationParties/{herId}', /^GET \/CommunicationParties\/\w+$/],
  ['GET /.well-known/openid-configuration', /^GET \/\.well-known\/openid-configuration$/],
  ['GET /jwks', /^GET \/jwks$/],
  ['GET /letters/{id}', /^GET \/letters\/\w+$/],
  ['POST /v1/Ar', /^POST \/v1\/Ar$/],
  ['POST /rpc', /^POST \/rpc$/],
  ['POST /graphql', /^POST \/graphql$/],
];

/** Which listed operation a request is; null when it is none, or carries an attack's mark beside its path. */
export function listedOperation(request: {
  readonly method: string;
  readonly path: string;
  /** Headers and body, without what names the page that a request came from. */
  readonly rest: string;
}): string | null {
  if (markIn(request.rest) !== null) return null;
  return listed.find(([, pattern]) => pattern.test(`${request.method} ${request.path}`))?.[0] ?? null;
}
