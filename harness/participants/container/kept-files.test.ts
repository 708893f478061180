import { expect, test } from '@playwright/test';
import { driftSchema } from '#environments/drift.schema.ts';
import { waitUntil } from '#harness/common/wait-until.ts';
import type { Environment } from '#harness/environment/environment.ts';
import { buildLetter } from '#harness/messages/build-letter.ts';
import { messageParty } from '#harness/messages/message-party.ts';
import { engineTag, needsEngine } from '../testing/needs-engine.ts';
import { started, type Started } from '../testing/started.ts';
import { testEnvironment } from '../testing/test-environment.ts';
import { engine } from './engine.ts';

const absent = { as: 'absent', reason: 'unit' } as const;
const headers = { 'api-version': '2', 'nhn-source-system': 'unit', 'content-type': 'application/json' };

async function exchangeAlone(): Promise<Environment> {
  const base = await testEnvironment();
  const { 'message-exchange': exchange } = base.participants;
  const names = Object.keys(base.participants) as (keyof typeof base.participants)[];
  const others = Object.fromEntries(names.map((name) => [name, absent])) as typeof base.participants;
  return { ...base, participants: { ...others, 'message-exchange': exchange } };
}

const storing = (store: unknown) =>
  driftSchema.parse({
    version: 1,
    title: 'unit',
    settings: [{ participant: 'message-exchange', set: { store } }],
  });

/** Kills a container and starts a new one in its place, made as it was: what it wrote in itself is gone. */
async function replaceContainer(name: string): Promise<void> {
  const dockerode = (await engine())?.container.dockerode;
  const old = dockerode?.getContainer(name);
  const made = await old?.inspect();
  await old?.remove({ force: true });
  // The name of its host is that of the container whose network it shares.
  const { Config: config, HostConfig } = made ?? {};
  const container = await dockerode?.createContainer({ ...config, Hostname: '', HostConfig, name });
  await container?.start();
}

/** Sends a letter and replaces the exchange's container; gives what was sent and what lies there then. */
async function replaced(environment: Environment, { participants, directory }: Started) {
  const herId = (role: string) =>
    environment.roster.parties.find((party) => party.role === role)?.herId ?? '';
  const party = (role: string) => messageParty(environment.roster.parties, herId(role));
  const letter = buildLetter({
    ...{ msgId: crypto.randomUUID(), genDate: '2026-11-22T08:00:00+01:00' },
    ...{ sender: party('sender'), receiver: party('receiver') },
    patient: { pid: '12837010045', givenName: 'Sprø', familyName: 'Lønnesirup' },
    ...{ title: 'Time', senderName: 'Avsender', text: 'Du har fått time.' },
    ...{ deliveryReport: false, repliesAllowed: false },
  });
  const url = (path: string) => new URL(path, participants.serviceUrls['message-exchange']);
  const body = JSON.stringify({
    businessDocument: Buffer.from(letter).toString('base64'),
    ...{ contentType: 'application/xml', contentTransferEncoding: 'base64' },
  });
  const sent = (await (await fetch(url('/Messages'), { method: 'POST', headers, body })).json()) as string;
  await replaceContainer(`verdikjede-${directory.runId}-message-exchange`);
  const list = await waitUntil({
    what: 'the exchange, after its container was replaced',
    look: () =>
      fetch(url(`/Messages?ReceiverHerIds=${herId('receiver')}&MessagesToFetch=100`), { headers }).then(
        async (answer) => (await answer.json()) as { id: string }[],
        () => undefined,
      ),
    timeoutMs: 30_000,
  });
  return { sent, kept: list.map(({ id }) => id) };
}

test.describe('files that a container keeps', { tag: engineTag }, () => {
  test('a letter in the store is there when another container takes the place of the first; in memory alone it is not', async () => {
    await needsEngine();
    const environment = await exchangeAlone();
    {
      const drift = storing({ sqlite: 'exchange.sqlite' });
      await using all = await started(environment, { backend: 'container', drift });
      const { sent, kept } = await replaced(environment, all);
      expect(kept).toContain(sent);
    }
    await using all = await started(environment, { backend: 'container' });
    const { sent, kept } = await replaced(environment, all);
    expect(kept).not.toContain(sent);
  });

  test('a file outside the run is refused, with what to do', async () => {
    await needsEngine();
    const drift = storing({ sqlite: '/tmp/exchange.sqlite' });
    await expect(started(await exchangeAlone(), { backend: 'container', drift })).rejects.toThrow(
      /outside the run, where nothing that a container writes is kept/,
    );
  });
});
