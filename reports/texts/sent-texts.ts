import type { Reconciliation } from '#harness/observation/listed-requests.schema.ts';
import type { SentLine } from '#harness/observation/run-record.schema.ts';

/** Words of "what left this machine", in one language. */
export interface SentTexts {
  readonly title: string;
  readonly nothing: string;
  readonly head: Readonly<Record<'host' | 'request' | 'outcome' | 'count', string>>;
  readonly outcome: Readonly<Record<SentLine['outcome'], string>>;
  /** Guard, audit log and Playwright tell the same. */
  readonly reconciled: (facts: Reconciliation) => string;
  readonly notReconciled: string;
  readonly explained: Readonly<Record<Reconciliation['explained'][number]['kind'], string>>;
}

export const sentEn: SentTexts = {
  title: 'What left this machine',
  nothing: 'Nothing left this machine.',
  head: { host: 'To', request: 'Request', outcome: 'Outcome', count: 'Count' },
  outcome: { answered: 'answered', 'no answer': 'no answer', refused: 'refused by the guard, not sent' },
  reconciled: ({ requests, listed }) =>
    `Guard, audit log and Playwright tell the same: ${requests} requests, ${listed} of them listed.`,
  notReconciled: 'Guard, audit log and Playwright do not tell the same.',
  explained: {
    favicon: 'the icon of a page',
    preflight: 'preflight of the browser',
    redirect: 'on the way of a redirect',
    revalidation: 'the browser asked whether what it has is still right',
    unanswered: 'without an answer',
    token: 'the guard’s own, for an access token',
  },
};

export const sentNb: SentTexts = {
  title: 'Dette forlot maskinen',
  nothing: 'Ingenting forlot maskinen.',
  head: { host: 'Til', request: 'Forespørsel', outcome: 'Utfall', count: 'Antall' },
  outcome: { answered: 'besvart', 'no answer': 'uten svar', refused: 'nektet av vakten, ikke sendt' },
  reconciled: ({ requests, listed }) =>
    `Vakten, revisjonsloggen og Playwright sier det samme: ${requests} forespørsler, ${listed} av dem på Playwrights liste.`,
  notReconciled: 'Vakten, revisjonsloggen og Playwright sier ikke det samme.',
  explained: {
    favicon: 'ikonet til en side',
    preflight: 'nettleserens forhåndsspørsmål (preflight)',
    redirect: 'på veien i en omdirigering',
    revalidation: 'nettleseren spurte om det den har, fortsatt gjelder',
    unanswered: 'uten svar',
    token: 'vaktens egne, for et tilgangstoken',
  },
};
