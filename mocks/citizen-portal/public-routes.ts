import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { sendPage, sessionOf, type Portal } from './portal.ts';
import { landingPage } from './views/landing-page.ts';

const style = readFileSync(new URL('./views/style.css', import.meta.url), 'utf8');
const icon = readFileSync(new URL('./views/icon.svg', import.meta.url), 'utf8');

/** What anybody may see. */
export function publicRoutes(app: FastifyInstance, portal: Portal): void {
  app.get('/', (request, reply) => sendPage(reply, 200, landingPage(sessionOf(portal, request))));
  app.get('/style.css', (_request, reply) =>
    reply.header('cache-control', 'max-age=300').type('text/css; charset=utf-8').send(style),
  );
  app.get('/favicon.ico', (_request, reply) =>
    reply.header('cache-control', 'max-age=300').type('image/svg+xml').send(icon),
  );
}
