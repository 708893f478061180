import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import { HarnessError } from '#harness/errors.ts';
import { hospitalName } from '../hospital-name.ts';
import { sendLetter, type Dispatch } from '../send-letter.ts';
import { sendPage } from '../send-page.ts';
import { emptyForm, judgeForm, readForm, shownAgain } from './letter-form.ts';
import { newLetterPage } from './new-letter-page.ts';

/** The page on which a person writes a letter; it leaves the same way as one that comes through the API. */
export function newLetterRoutes(app: FastifyInstance, dispatch: Dispatch): void {
  const { roster } = dispatch;
  const frame = { hospital: hospitalName(roster), roster };

  app.get('/new', (_request, reply) =>
    sendPage(reply, 200, newLetterPage({ ...frame, form: emptyForm(roster) })),
  );

  // In a scope of its own: the API goes on taking JSON alone.
  void app.register(async (scope) => {
    await scope.register(formbody);
    scope.post('/new', async (request, reply) => {
      const typed = readForm(request.body);
      const again = { ...frame, form: shownAgain(typed) };
      const judged = judgeForm(typed, roster);
      if (judged.outcome === 'wrong') {
        return sendPage(reply, 400, newLetterPage({ ...again, problems: judged.problems }));
      }
      const result = await sendLetter(dispatch, judged.request).catch((error: unknown) => {
        if (error instanceof HarnessError) return { outcome: 'failed', error } as const;
        throw error;
      });
      if (result.outcome === 'failed') {
        return sendPage(reply, 502, newLetterPage({ ...again, failure: failureWords(result.error) }));
      }
      if (result.outcome === 'wrong-request') {
        return sendPage(reply, 500, newLetterPage({ ...again, failure: 'Miljøet mangler en avsender.' }));
      }
      return reply.redirect(`/sent/${result.letter.id}`, 303);
    });
  });
}

const names = new Map([
  ['address-register', 'Adresseregisteret'],
  ['id-gateway', 'HelseID'],
]);

function failureWords({ code, participant }: HarnessError): string {
  if (code === 'MESSAGE_INVALID') return 'Meldingsutvekslingen tok ikke imot brevet.';
  const who = names.get(participant ?? '') ?? 'Meldingsutvekslingen';
  return `${who} svarer ikke som det skal. Det du har skrevet, står fortsatt her. Prøv igjen senere.`;
}
