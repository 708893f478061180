import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendPage, sessionOf, type Portal } from './portal.ts';
import { notFoundPage } from './views/error-pages.ts';
import { inboxPage } from './views/inbox-page.ts';
import { letterPage } from './views/letter-page.ts';

type LetterRequest = FastifyRequest<{ Params: { id: string; name: string } }>;

/** The citizen's own letters. Another citizen's letter is answered exactly as one that does not exist. */
export function letterRoutes(app: FastifyInstance, portal: Portal): void {
  const { letters, clock } = portal;

  app.get('/inbox', (request, reply) => {
    const session = sessionOf(portal, request);
    if (session === undefined) return toLogin(request, reply);
    return sendPage(reply, 200, inboxPage(session.name, letters.of(session.pid)));
  });

  app.get('/letters/:id', (request: LetterRequest, reply) => {
    const session = sessionOf(portal, request);
    if (session === undefined) return toLogin(request, reply);
    const letter = letters.open(session.pid, request.params.id, clock.now());
    if (letter === undefined) return sendPage(reply, 404, notFoundPage(session.name));
    return sendPage(reply, 200, letterPage(session.name, letter));
  });

  app.get('/letters/:id/attachments/:name', (request: LetterRequest, reply) => {
    const session = sessionOf(portal, request);
    if (session === undefined) return toLogin(request, reply);
    const attachment = letters.find(session.pid, request.params.id)?.attachment;
    if (attachment?.fileName !== request.params.name) {
      return sendPage(reply, 404, notFoundPage(session.name));
    }
    return (
      reply
        .header('content-disposition', `inline; filename*=UTF-8''${encodeRfc8187(attachment.fileName)}`)
        // A page's policy would keep the browser's own PDF viewer from showing the file.
        .header('content-security-policy', "frame-ancestors 'none'")
        .type(attachment.mimeType)
        .send(attachment.content)
    );
  });
}

const toLogin = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  reply.redirect(`/login?returnTo=${encodeURIComponent(request.url.split('?')[0] ?? '/')}`, 303);

const encodeRfc8187 = (text: string): string =>
  encodeURIComponent(text).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
