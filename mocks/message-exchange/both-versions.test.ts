import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { createApp } from './create-app.ts';
import { caller, letterXml, postBody, testConfig } from './test-exchange.ts';
import { configure, notified, v3Caller, v3Message } from './v3/testing.ts';

/** Five parties: the last but one is not active, the last is in no register. */
const parties = [8990101, 8990102, 8990103, 8990104, 8999999] as const;
const isActive = (herId: number): boolean => herId <= 8990103;
type Version = 2 | 3;
type AppRec = 'Ok' | 'Rejected' | 'OkErrorInMessagePart';

/** What must be true of a message at one of its receivers. */
interface Expected {
  readonly delivered: boolean;
  appRec: AppRec | undefined;
  unread: boolean;
}
interface Model {
  readonly messages: { id: string; sender: number; isAppRec: boolean; at: Map<number, Expected> }[];
  /** Type and message of each notification, by HER-id. */
  readonly told: Map<number, string[]>;
}
interface Real {
  readonly v2: ReturnType<typeof caller>;
  readonly v3: ReturnType<typeof v3Caller>;
}
type Command = fc.AsyncCommand<Model, Real>;

function arrive(model: Model, id: string, sender: number, receivers: readonly number[], isAppRec: boolean) {
  const tell = (herId: number, type: string): void => {
    model.told.set(herId, [...(model.told.get(herId) ?? []), `${type} ${id}`]);
  };
  const at = new Map<number, Expected>();
  for (const herId of receivers) {
    const delivered = isActive(herId);
    at.set(herId, { delivered, appRec: undefined, unread: delivered });
    tell(sender, 'MessageSentStateUpdated');
    if (delivered) tell(herId, 'NewMessage');
    tell(sender, 'MessageDeliveryStateUpdated');
  }
  model.messages.push({ id, sender, isAppRec, at });
}

class Send implements Command {
  readonly #version: Version;
  readonly #sender: number;
  readonly #receivers: readonly number[];
  constructor(version: Version, sender: number, receivers: readonly number[]) {
    this.#version = version;
    this.#sender = sender;
    this.#receivers = receivers;
  }
  check = () => true;
  async run(model: Model, { v2, v3 }: Real): Promise<void> {
    const [receiver = 0, ...copies] = this.#receivers;
    const letter = { sender: this.#sender, receiver, copies };
    let id: string;
    if (this.#version === 2) {
      const answer = await v2('POST', '/Messages', postBody(letterXml(letter)));
      expect(answer.statusCode).toBe(201);
      id = answer.json<string>();
    } else {
      const { status, body } = await v3('POST', '/messages', v3Message(letter));
      expect(status).toBe(202);
      id = String(body['id']);
    }
    arrive(model, id, this.#sender, this.#receivers, false);
  }
  toString = () => `send v${this.#version} ${this.#sender} -> ${this.#receivers.join()}`;
}

class Read implements Command {
  readonly #version: Version;
  readonly #message: number;
  readonly #party: number;
  constructor(version: Version, message: number, party: number) {
    this.#version = version;
    this.#message = message;
    this.#party = party;
  }
  check = ({ messages }: Readonly<Model>) => messages.length > 0;
  async run({ messages }: Model, { v2, v3 }: Real): Promise<void> {
    const message = messages[this.#message % messages.length];
    const at = message?.at.get(this.#party);
    const url = `/messages/${message?.id}`;
    const status =
      this.#version === 2
        ? (await v2('PUT', `${url}/read/${this.#party}`)).statusCode
        : (await v3('PUT', `${url}/downloaded`, { receiverHerId: this.#party })).status;
    expect(status).toBe(at === undefined ? 403 : at.delivered ? 204 : 404);
    if (at !== undefined) at.unread = false;
  }
  toString = () => `read v${this.#version} #${this.#message} by ${this.#party}`;
}

class Answer implements Command {
  readonly #version: Version;
  readonly #message: number;
  readonly #party: number;
  readonly #status: AppRec;
  constructor(version: Version, message: number, party: number, status: AppRec) {
    this.#version = version;
    this.#message = message;
    this.#party = party;
    this.#status = status;
  }
  check = ({ messages }: Readonly<Model>) => messages.length > 0;
  async run(model: Model, { v2, v3 }: Real): Promise<void> {
    const message = model.messages[this.#message % model.messages.length];
    if (message === undefined) return;
    const at = message.at.get(this.#party);
    const error = { errorCode: 'E10', details: null };
    const body = { appRecStatus: this.#status, appRecErrorList: [error] };
    const url = `/messages/${message.id}/apprec`;
    const answer =
      this.#version === 2
        ? await v2('POST', `${url}/${this.#party}`, body).then((seen) => ({
            status: seen.statusCode,
            id: seen.json<unknown>(),
          }))
        : await v3('POST', url, { ...body, appRecSenderHerId: this.#party }).then((seen) => ({
            status: seen.status,
            id: seen.body['id'],
          }));
    expect(answer.status).toBe(this.#expected(message.isAppRec, at));
    if (at === undefined || answer.status >= 300) return;
    at.appRec = this.#status;
    const told = model.told.get(message.sender) ?? [];
    model.told.set(message.sender, [...told, `MessageApprecInfoUpdated ${message.id}`]);
    arrive(model, String(answer.id), this.#party, [message.sender], true);
  }
  #expected(isAppRec: boolean, at: Expected | undefined): number {
    if (this.#version === 3 && this.#status === 'OkErrorInMessagePart') return 400;
    if (this.#version === 3 && isAppRec) return 400;
    if (at === undefined) return this.#version === 2 ? 403 : 400;
    if (isAppRec) return 400;
    if (!at.delivered) return 404;
    if (at.appRec !== undefined) return 400;
    return this.#version === 2 ? 201 : 202;
  }
  toString = () => `answer v${this.#version} #${this.#message} by ${this.#party}: ${this.#status}`;
}

/** Both versions show of every message, and to every party, just what the model has. */
class Look implements Command {
  check = () => true;
  async run({ messages, told }: Model, { v2, v3 }: Real): Promise<void> {
    for (const { id, at } of messages) {
      const states = [...at].map(([receiverHerId, { delivered, appRec }]) => ({
        receiverHerId,
        transportDeliveryState: delivered ? 'Acknowledged' : 'Rejected',
        appRecStatus: appRec ?? null,
      }));
      expect((await v2('GET', `/Messages/${id}/status`)).json()).toEqual(states);
      const { body } = await v3('GET', `/messages/${id}/status`);
      const list = body['statusList'] as { apprecInfo?: { appRecStatus: AppRec } }[];
      const asV2 = list.map(({ apprecInfo, ...rest }) => ({
        ...rest,
        appRecStatus: apprecInfo?.appRecStatus ?? null,
      }));
      expect(asV2).toEqual(states.map((state) => ({ ...state, sent: true })));
    }
    for (const party of parties) {
      const listed = (await v2('GET', `/Messages?ReceiverHerIds=${party}&MessagesToFetch=100`)).json<
        { id: string }[]
      >();
      const unread = messages.filter(({ at }) => at.get(party)?.unread === true).map(({ id }) => id);
      expect(listed.map(({ id }) => id).toSorted()).toEqual(unread.toSorted());
      const seen = await notified(v3, [party]);
      expect(seen.map(({ type, relatedMessageId }) => `${type} ${relatedMessageId}`)).toEqual(
        told.get(party) ?? [],
      );
      const offsets = seen.map(({ offset }) => offset);
      expect(offsets).toEqual([...new Set(offsets)].toSorted((a, b) => a - b));
    }
  }
  toString = () => 'look';
}

const version = fc.constantFrom<Version[]>(2, 3);
const party = fc.constantFrom(...parties);
const sender = fc.constantFrom(...parties.filter(isActive));
const commands = [
  fc
    .tuple(version, sender, fc.uniqueArray(party, { minLength: 1, maxLength: 4 }))
    // A letter is built to a party of the register; who is in none can only be a copy of it, or alone.
    .map(([by, from, to]) => new Send(by, from, to.toSorted())),
  fc.tuple(version, fc.nat(20), party).map((given) => new Read(...given)),
  fc
    .tuple(version, fc.nat(20), party, fc.constantFrom<AppRec[]>('Ok', 'Rejected', 'OkErrorInMessagePart'))
    .map((given) => new Answer(...given)),
  fc.constant(new Look()),
];

test('however five parties send, fetch, read and answer by either version, states keep their rules', async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 30 }), async (steps) => {
      const setup = async () => {
        const app = createApp({ ...testConfig, standing: { letters: [] } });
        const real = { v2: caller(app), v3: v3Caller(app) };
        await configure(real.v3, parties);
        return { model: { messages: [], told: new Map() }, real };
      };
      const both = await setup();
      await fc.asyncModelRun(() => both, [...steps, new Look()]);
    }),
    { numRuns: Number(process.env['FUZZ_RUNS'] ?? 60) },
  );
});
