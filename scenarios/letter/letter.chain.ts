import type { Chain } from '#harness/run/scenario.ts';

/** A letter from the hospital to the citizen (P8, P10, O10). */
export const letterChain = {
  name: 'letter',
  title: { nb: 'Brev fra sykehuset til innbyggeren', en: 'A letter from the hospital to the citizen' },
  participants: [
    'hospital-records',
    'address-register',
    'message-exchange',
    'citizen-portal',
    'id-gateway',
    'citizen',
  ],
  hops: [
    {
      id: 'look-up',
      from: 'hospital-records',
      to: 'address-register',
      title: { nb: 'slår opp mottakeren', en: 'looks the receiver up' },
      seenAs: {
        endpoint: 'soap.address-register',
        operation: 'get-communication-party-details',
        by: 'receiverHerId',
      },
    },
    {
      id: 'send',
      from: 'hospital-records',
      to: 'message-exchange',
      title: { nb: 'sender brevet', en: 'sends the letter' },
      seenAs: { endpoint: 'message-exchange', operation: 'post-message', by: 'msgId', document: 'letter' },
    },
    {
      id: 'fetch',
      from: 'citizen-portal',
      to: 'message-exchange',
      title: { nb: 'henter brevet', en: 'fetches the letter' },
      seenAs: { endpoint: 'message-exchange', operation: 'get-business-document', by: 'exchangeId' },
    },
    {
      id: 'receipt',
      from: 'citizen-portal',
      to: 'message-exchange',
      title: { nb: 'svarer med applikasjonskvittering (AppRec)', en: 'answers with an AppRec' },
      seenAs: { endpoint: 'message-exchange', operation: 'post-apprec', by: 'exchangeId' },
    },
    {
      id: 'report',
      from: 'citizen-portal',
      to: 'message-exchange',
      title: { nb: 'sender leveringsrapporten', en: 'sends the delivery report' },
      seenAs: {
        endpoint: 'message-exchange',
        operation: 'post-message',
        by: 'msgId',
        document: 'delivery report',
      },
    },
    {
      id: 'log-in',
      from: 'citizen',
      to: 'id-gateway',
      title: { nb: 'logger inn', en: 'logs in' },
      seenAs: { endpoint: 'id-porten.id-gateway', operation: 'authorize', by: 'scenario' },
    },
    {
      id: 'inbox',
      from: 'citizen',
      to: 'citizen-portal',
      title: { nb: 'ser innboksen', en: 'sees the inbox' },
      seenAs: { endpoint: 'citizen-portal', operation: 'get-inbox', by: 'scenario' },
    },
    {
      id: 'open',
      from: 'citizen',
      to: 'citizen-portal',
      title: { nb: 'åpner brevet', en: 'opens the letter' },
      seenAs: { endpoint: 'citizen-portal', operation: 'get-letter', by: 'scenario' },
    },
  ],
} as const satisfies Chain;

/** Service level of the chain: the receiver's AppRec within this time, in milliseconds. */
export const appRecDeadlineMs = 10_000;
