import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { Roster } from '#harness/common/roster.ts';
import { HarnessError } from '#harness/errors.ts';
import type { ExchangeClient } from '#mocks/kit/exchange-client.ts';
import { refreshTransport } from './follow-up.ts';
import { hospitalName } from './hospital-name.ts';
import { sendPage } from './send-page.ts';
import type { SentLetters } from './sent-letters.ts';
import { letterPage } from './views/letter-page.ts';
import { lettersPage } from './views/letters-page.ts';
import { notFoundPage } from './views/not-found-page.ts';

const style = readFileSync(new URL('./views/style.css', import.meta.url), 'utf8');
const icon = readFileSync(new URL('./views/icon.svg', import.meta.url), 'utf8');

export interface PageSources {
  readonly exchange: ExchangeClient;
  readonly letters: SentLetters;
  readonly roster: Roster;
}

/** Pages that show what was sent, and what became of it. */
export function pageRoutes(app: FastifyInstance, { exchange, letters, roster }: PageSources): void {
  const hospital = hospitalName(roster);

  app.get('/', (_request, reply) => sendPage(reply, 200, lettersPage(hospital, letters.all())));

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
    if (letter === undefined) return sendPage(reply, 404, notFoundPage(hospital));
    return sendPage(reply, 200, letterPage(hospital, letter, upToDate));
  });

  app.get('/style.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(style));
  app.get('/favicon.ico', (_request, reply) => reply.type('image/svg+xml').send(icon));
}
