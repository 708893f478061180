import type { FastifyInstance } from 'fastify';
import { HarnessError } from '#harness/errors.ts';
import type { LoginResult } from './id-gateway-login.ts';
import { clearCookie, readCookie, sendPage, sessionOf, setCookie, type Portal } from './portal.ts';
import { returnPath } from './return-path.ts';
import { loginFailedPage, loginRefusedPage } from './views/error-pages.ts';

/** Logging in and out through the ID gateway. */
export function loginRoutes(app: FastifyInstance, portal: Portal): void {
  const { gateway, logins, sessions } = portal;

  app.get<{ Querystring: { returnTo?: string } }>('/login', async (request, reply) => {
    const returnTo = returnPath(request.query.returnTo);
    if (sessionOf(portal, request) !== undefined) return reply.redirect(returnTo, 303);
    const { url, pending } = await gateway.start(returnTo);
    logins.end(readCookie(portal, request, 'login'));
    setCookie(portal, reply, 'login', logins.start(pending));
    return reply.redirect(url.href, 303);
  });

  app.get('/callback', async (request, reply) => {
    const key = readCookie(portal, request, 'login');
    const pending = logins.get(key);
    logins.end(key);
    clearCookie(portal, reply, 'login');
    if (pending === undefined) return sendPage(reply, 400, loginFailedPage());

    const callback = new URL(request.url, portal.origin);
    const result = await gateway.finish(callback, pending).catch((error: unknown) => {
      if (error instanceof HarnessError) throw error;
      return undefined;
    });
    if (result === undefined) return sendPage(reply, 400, loginFailedPage());
    if (result.outcome === 'refused') return sendPage(reply, 403, loginRefusedPage(result.reason));
    // A new key at each login: one planted in the browser beforehand is worth nothing.
    sessions.end(readCookie(portal, request, 'session'));
    setCookie(portal, reply, 'session', sessions.start(newSession(portal, result)));
    return reply.redirect(pending.returnTo, 303);
  });

  app.post('/logout', async (request, reply) => {
    const session = sessionOf(portal, request);
    sessions.end(readCookie(portal, request, 'session'));
    clearCookie(portal, reply, 'session');
    if (session === undefined) return reply.redirect('/', 303);
    return reply.redirect((await gateway.logoutUrl(session.idToken)).href, 303);
  });
}

function newSession(portal: Portal, login: LoginResult & { outcome: 'logged-in' }) {
  const person = portal.people.find(({ pid }) => pid === login.pid);
  const name = person && [person.givenName, person.middleName, person.familyName].filter(Boolean).join(' ');
  return { pid: login.pid, name, idToken: login.idToken };
}
