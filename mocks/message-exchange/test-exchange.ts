import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '#harness/common/clock.ts';
import { rosterSchema } from '#harness/common/roster.ts';
import type { ServiceConfig } from '#harness/common/service-config.ts';
import { buildLetter } from '#harness/messages/build-letter.ts';
import { messageParty } from '#harness/messages/message-party.ts';

export const headers = { 'api-version': '2', 'nhn-source-system': 'unit test, v1' };

const service = (herId: string, name: string, rest: object = {}) => ({
  herId,
  name,
  type: 'Service',
  parentHerId: '8990100',
  ...rest,
});

/** An exchange for the tests: a sender, two receivers and an inactive one, and one standing letter. */
export const testConfig: ServiceConfig = {
  participant: 'message-exchange',
  listen: { host: '127.0.0.1', port: 0 },
  origins: { 'message-exchange': 'https://message-exchange.unit.test:8443' },
  endsWithStdin: false,
  roster: rosterSchema.parse({
    people: [{ role: 'citizen', pid: '12837010045', givenName: 'Sprø', familyName: 'Lønnesirup' }],
    parties: [
      {
        herId: '8990100',
        name: 'Skogheim sykehus HF',
        type: 'Organization',
        organisationNumber: '210000011',
      },
      service('8990101', 'Avsender', { role: 'sender' }),
      service('8990102', 'Mottaker', { role: 'receiver' }),
      service('8990103', 'Annen mottaker'),
      service('8990104', 'Nedlagt', { active: false }),
    ],
  }),
  standing: {
    letters: [
      {
        record: 'letter',
        citizen: 'citizen',
        sender: 'sender',
        receiver: 'receiver',
        exchangeId: '5d0e5c1a-6a0b-4b7e-9a51-2f6f3c0d8b11',
        msgId: '0b8f7a52-1c1e-4f0a-8f7d-7f0d4e4b9a10',
        portalId: '9f3c2b1e-7d54-4e9b-8a63-1b2c3d4e5f60',
        appRecId: '3a4b5c6d-2e1f-4a0b-9c8d-7e6f5a4b3c21',
        sentAt: '2026-09-01T08:30:00+02:00',
        title: 'Innkalling til time',
        senderName: 'Avsender',
        text: 'Du har fått time.',
        attachment: { title: 'Innkallingsbrev', fileName: 'Innkallingsbrev.pdf' },
      },
    ],
  },
  settings: {},
};

export const her = { sender: 8990101, receiver: 8990102, other: 8990103, inactive: 8990104 } as const;

/** Where the exchange may keep its messages: what holds in one must hold in the other. */
export const stores = ['memory', 'sqlite'] as const;

/** Configurations for one of the stores, each call with a store of its own; the files go with the object. */
export function configWith(store: (typeof stores)[number], settings: object = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'verdikjede-store-'));
  let count = 0;
  return {
    fresh: (): ServiceConfig => {
      const sqlite = join(folder, `exchange-${(count += 1)}.sqlite`);
      return { ...testConfig, settings: { ...settings, store: store === 'memory' ? 'memory' : { sqlite } } };
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

/** A clock that stands still until it is told how much time has passed. */
export function manualClock(): Clock & { pass(ms: number): Promise<void> } {
  let now = Date.parse('2026-11-22T08:00:00Z');
  let waiting: { readonly at: number; readonly wake: () => void }[] = [];
  return {
    now: () => new Date(now),
    after: (ms) => new Promise((wake) => waiting.push({ at: now + ms, wake })),
    pass: async (ms) => {
      const end = now + ms;
      for (;;) {
        const [next] = waiting.toSorted((a, b) => a.at - b.at);
        if (next === undefined || next.at > end) break;
        waiting = waiting.filter((one) => one !== next);
        now = next.at;
        next.wake();
        // What it wakes may wait again.
        await new Promise((resolve) => setImmediate(resolve));
      }
      now = end;
    },
  };
}

export interface TestLetter {
  readonly msgId?: string;
  readonly genDate?: string;
  readonly sender?: number;
  readonly receiver?: number;
  /** HER-ids of copy receivers. */
  readonly copies?: readonly number[];
}

/** A letter as XML, with copy receivers where the test wants them. */
export function letterXml(letter: TestLetter = {}): string {
  const { msgId = crypto.randomUUID(), genDate = '2026-11-22T08:00:00+01:00' } = letter;
  const { sender = her.sender, receiver = her.receiver, copies = [] } = letter;
  const party = (herId: number) => messageParty(testConfig.roster.parties, String(herId));
  const xml = buildLetter({
    msgId,
    genDate,
    sender: party(sender),
    receiver: party(receiver),
    patient: { pid: '12837010045', givenName: 'Sprø', familyName: 'Lønnesirup' },
    title: 'Time',
    senderName: 'Avsender',
    text: 'Du har fått time.',
    deliveryReport: false,
    repliesAllowed: false,
  });
  const organisation = /<Receiver>\s*(<Organisation>[\s\S]*)<\/Receiver>/.exec(xml)?.[1] ?? '';
  const others = copies.map(
    (herId) =>
      `<OtherReceiver><RoleReceiver V="KOPI"/>${organisation.replace(String(receiver), String(herId))}</OtherReceiver>`,
  );
  return xml.replace('</Receiver>', () => `</Receiver>${others.join('')}`);
}

export const base64 = (text: string): string => Buffer.from(text).toString('base64');

export const postBody = (xml: string, rest: object = {}) => ({
  businessDocument: base64(xml),
  contentType: 'application/xml',
  contentTransferEncoding: 'base64',
  ...rest,
});

/** Calls the app as a client does: with the headers that the API requires. */
export const caller =
  (app: FastifyInstance) => (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) =>
    app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });

/** Sends a letter and returns the exchange's id of it. */
export async function send(
  app: FastifyInstance,
  letter: TestLetter = {},
  rest: object = {},
): Promise<string> {
  const response = await caller(app)('POST', '/Messages', postBody(letterXml(letter), rest));
  return response.json<string>();
}

/** The ids that are unread for a receiver. */
export async function unread(app: FastifyInstance, herId: number): Promise<string[]> {
  const response = await caller(app)('GET', `/Messages?ReceiverHerIds=${herId}&MessagesToFetch=100`);
  return response.json<{ id: string }[]>().map(({ id }) => id);
}
