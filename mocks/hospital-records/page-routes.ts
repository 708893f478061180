import { readFileSync } from 'node:fs';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Roster } from '#harness/common/roster.ts';
import { HarnessError } from '#harness/errors.ts';
import type { ExchangeClient } from '#mocks/kit/exchange-client.ts';
import type { Html } from '#mocks/kit/html.ts';
import { refreshTransport } from './follow-up.ts';
import type { SentLetters } from './sent-letters.ts';
import { letterPage } from './views/letter-page.ts';
import { lettersPage } from './views/letters-page.ts';
import { notFoundPage } from './views/not-found-page.ts';

const style = readFileSync(new URL('./views/style.css', import.meta.url), 'utf8');
const icon = readFileSync(new URL('./views/icon.svg', import.meta.url), 'utf8');
const policy =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

export interface PageSources {
  readonly exchange: ExchangeClient;
  readonly letters: SentLetters;
  readonly roster: Roster;
}

/** Pages for those who send letters. */
export function pageRoutes(app: FastifyInstance, { exchange, letters, roster }: PageSources): void {
  const hospital = hospitalName(roster);

  app.get('/', (_request, reply) => send(reply, 200, lettersPage(hospital, letters.all())));

  app.get<{ Params: { id: string } }>('/sent/:id', async (request, reply) => {
    const { id } = request.params;
    const upToDate = await refreshTransport(exchange, letters, id).then(
      () => true,
      (error: unknown) => {
        if (error instanceof HarnessError) return false;
        throw error;
      },
    );
    const letter = letters.find(id);
    if (letter === undefined) return send(reply, 404, notFoundPage(hospital));
    return send(reply, 200, letterPage(hospital, letter, upToDate));
  });

  app.get('/style.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(style));
  app.get('/favicon.ico', (_request, reply) => reply.type('image/svg+xml').send(icon));
}

const send = (reply: FastifyReply, status: number, page: Html): FastifyReply =>
  reply
    .code(status)
    .headers({
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
    })
    .type('text/html; charset=utf-8')
    .send(page.text);

function hospitalName({ parties }: Roster): string {
  const service = parties.find(({ role }) => role === 'sender');
  return parties.find(({ herId }) => herId === service?.parentHerId)?.name ?? service?.name ?? 'Sykehuset';
}
