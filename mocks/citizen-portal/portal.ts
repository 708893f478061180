import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '#harness/common/clock.ts';
import type { Person } from '#harness/common/roster.ts';
import type { Html } from '#harness/common/html.ts';
import type { IdGatewayLogin, PendingLogin } from './id-gateway-login.ts';
import type { Letters } from './letters.ts';
import type { Sessions } from './sessions.ts';

/** A logged-in person. */
export interface Session {
  readonly pid: string;
  /** Shown at the top of each page; undefined for a person that the portal has no name of. */
  readonly name: string | undefined;
  readonly idToken: string;
}

/** What the portal's routes share. */
export interface Portal {
  readonly clock: Clock;
  readonly people: readonly Person[];
  readonly letters: Letters;
  readonly gateway: IdGatewayLogin;
  readonly sessions: Sessions<Session>;
  readonly logins: Sessions<PendingLogin>;
  /** The portal's own address, as browsers know it. */
  readonly origin: string;
  /** Whether the portal is reached by https, as it always is but in tests of the bare service. */
  readonly secure: boolean;
}

type CookieKind = 'session' | 'login';
const cookieName = (portal: Portal, kind: CookieKind): string => (portal.secure ? `__Host-${kind}` : kind);
const cookieOptions = (portal: Portal) =>
  ({ path: '/', httpOnly: true, secure: portal.secure, sameSite: 'lax' }) as const;

export function readCookie(portal: Portal, request: FastifyRequest, kind: CookieKind): string | undefined {
  return request.cookies[cookieName(portal, kind)];
}
export function setCookie(portal: Portal, reply: FastifyReply, kind: CookieKind, value: string): void {
  void reply.setCookie(cookieName(portal, kind), value, cookieOptions(portal));
}
export function clearCookie(portal: Portal, reply: FastifyReply, kind: CookieKind): void {
  void reply.clearCookie(cookieName(portal, kind), cookieOptions(portal));
}

/** The session of the person who asks, if they are logged in. */
export const sessionOf = (portal: Portal, request: FastifyRequest): Session | undefined =>
  portal.sessions.get(readCookie(portal, request, 'session'));

export const sendPage = (reply: FastifyReply, status: number, page: Html): FastifyReply =>
  reply.code(status).type('text/html; charset=utf-8').send(page.markup);
