import { chromium, expect, test, type Browser } from '@playwright/test';
import type { ChildProcess } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ProxyAgent, fetch } from 'undici';
import type { LetterOrder } from '#harness/common/drivers.ts';
import { waitUntil } from '#harness/common/wait-until.ts';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import { requireBrowser } from '#harness/environment/tools/find-browser.ts';
import { buildPdf } from '#harness/messages/build-pdf.ts';
import { createDriver as portalDriver } from '#mocks/citizen-portal/driver.ts';
import { createDriver as gatewayDriver } from '#mocks/id-gateway/driver.ts';
import { fetchThroughGuard } from './fetch-through-guard.ts';
import type { MocksFacts } from './mocks-facts.ts';
import { findOpenMocks } from './open-in-browser.ts';
import { openCliWorld, type CliWorld } from './testing/cli-world.ts';

/** An environment that is up, and all the doors at which a letter can be read. */
interface Up {
  readonly facts: MocksFacts;
  call(
    participant: string,
    path: string,
    init?: { method: string; body?: string },
  ): Promise<{ status: number; text: string }>;
  plain(participant: string, path: string): Promise<{ status: number; text: string }>;
  /** Sends a letter to the citizen, and waits until it came and was answered, unless told not to. */
  sendLetter(how?: 'and leave it'): Promise<{ id: string; msgId: string; exchangeId: string }>;
  /** Logs the citizen in and looks: MsgIds in the inbox, and what this link shows. */
  readInbox(link?: string): Promise<{ msgIds: (string | null)[]; links: string[]; status: number }>;
  down(): Promise<void>;
}

async function mocksUp(world: CliWorld, ...more: string[]): Promise<Up> {
  const file = world.environment('local');
  const child: ChildProcess = world.start('mocks', 'up', '--json', '--environment', file, ...more);
  if (child.stdout === null) throw new Error('The command has no output.');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const facts = JSON.parse(line) as MocksFacts;
  const ca = readFileSync(facts.ca, 'utf8');
  const dispatcher = new ProxyAgent({ uri: facts.proxy, requestTls: { ca } });
  const [citizen] = loadEnvironment(file).roster.people.filter(({ role }) => role === 'citizen');
  if (citizen === undefined) throw new Error('The roster changed.');
  const originOf = (participant: string): string => facts.origins[participant] ?? '';
  const call: Up['call'] = async (participant, path, init) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${originOf(participant)}${path}`, { ...init, headers, dispatcher });
    return { status: answer.status, text: await answer.text() };
  };
  const plain: Up['plain'] = async (participant, path) => {
    const headers = { 'api-version': '2', 'nhn-source-system': 'a test' };
    const answer = await fetch(`${facts.plainPorts[participant] ?? ''}${path}`, { headers });
    return { status: answer.status, text: await answer.text() };
  };
  const spki = new X509Certificate(ca).publicKey.export({ type: 'spki', format: 'der' });
  let browser: Browser | undefined;
  return {
    ...{ facts, call, plain },
    sendLetter: async (how) => {
      const { pid, givenName, familyName } = citizen;
      const title = 'Innkalling til time';
      const order: Omit<LetterOrder, 'attachment' | 'attachmentBase64'> & { attachment: object } = {
        ...{
          patient: { pid, givenName, familyName },
          title,
          senderName: 'Avsender',
          text: 'Du har fått time.',
        },
        attachment: {
          ...{ title: 'Brev', fileName: 'Brev.pdf', mimeType: 'application/pdf' },
          base64: buildPdf({ title, lines: ['Du har fått time.'] }),
        },
      };
      const sent = await call('hospital-records', '/letters', {
        method: 'POST',
        body: JSON.stringify(order),
      });
      expect(sent.status, sent.text).toBe(201);
      const letter = JSON.parse(sent.text) as { id: string; msgId: string; exchangeId: string };
      if (how === 'and leave it') return letter;
      await waitUntil({
        what: 'the letter at the portal, and its delivery report',
        look: async () =>
          (await call('hospital-records', `/letters/${letter.id}`)).text.includes('"outcome":"delivered"') ||
          undefined,
        timeoutMs: 60_000,
      });
      return letter;
    },
    readInbox: async (link) => {
      browser ??= await chromium.launch({
        executablePath: requireBrowser(),
        proxy: { server: facts.proxy },
        args: [
          `--ignore-certificate-errors-spki-list=${createHash('sha256').update(spki).digest('base64')}`,
          '--no-sandbox',
        ],
      });
      const page = await (await browser.newContext({ locale: 'nb-NO' })).newPage();
      const portal = portalDriver({ origin: originOf('citizen-portal') });
      await portal.startLogin(page);
      await gatewayDriver({ method: loadEnvironment(file).login.method }).logIn(page, citizen, 'high');
      await portal.waitForInbox(page);
      const letters = await portal.inbox(page);
      const opened =
        link === undefined ? null : await page.goto(new URL(link, originOf('citizen-portal')).href);
      const status = opened?.status() ?? 0;
      return { msgIds: letters.map(({ msgId }) => msgId), links: letters.map(({ href }) => href), status };
    },
    down: async () => {
      await browser?.close();
      await dispatcher.close();
      child.kill('SIGINT');
      await once(child, 'exit');
    },
  };
}

/** All that WireMock's journal holds, as text. */
const journal = async ({ facts }: Up): Promise<string> =>
  (await fetch(`${facts.wiremockAdmin ?? ''}/requests`)).text();

test('after purge a letter can be read at no door any more, and that is confirmed and signed', async () => {
  test.setTimeout(300_000);
  const world = openCliWorld(25_800);
  const up = await mocksUp(world);
  try {
    const { id, msgId, exchangeId } = await up.sendLetter();
    const before = await up.readInbox();
    expect(before.msgIds).toContain(msgId);
    const link = before.links[before.msgIds.indexOf(msgId)] ?? '';
    expect((await up.readInbox(link)).status).toBe(200);
    expect((await up.plain('message-exchange', `/Messages/${exchangeId}`)).status).toBe(200);
    expect((await up.call('hospital-records', '/')).text).toContain(id);
    expect(await journal(up)).toContain(exchangeId);

    const purged = await world.run('purge', world.environment('local'));
    expect(purged.code, purged.stderr).toBe(0);
    expect(purged.stderr).toMatch(/message-exchange: removed \d+ × message/);
    expect(purged.stderr).toContain('citizen-portal: removed 1 × letter, 2 × session');
    expect(purged.stderr).toContain('hospital-records: removed 1 × letter');
    expect(purged.stderr).toMatch(/id-gateway: removed \d+ × login/);

    expect(purged.stderr).toContain('not covered address-register: it keeps agreements');

    expect(await journal(up)).not.toContain(msgId);
    expect((await up.plain('message-exchange', `/Messages/${exchangeId}`)).status).toBe(404);
    expect((await up.plain('message-exchange', `/Messages/${exchangeId}/business-document`)).status).toBe(
      404,
    );
    for (const { herId } of up.facts.parties)
      expect((await up.plain('message-exchange', `/Messages?ReceiverHerIds=${herId}`)).text).toBe('[]');
    expect((await up.call('hospital-records', `/letters/${id}`)).status).toBe(404);
    expect((await up.call('hospital-records', `/sent/${id}`)).status).toBe(404);
    expect((await up.call('hospital-records', '/')).text).not.toContain(id);
    const after = await up.readInbox(link);
    expect(after.msgIds).not.toContain(msgId);
    expect(after.status).toBe(404);

    for (const participant of [
      'citizen-portal',
      'hospital-records',
      'message-exchange',
      'id-porten.id-gateway',
      'helse-id.id-gateway',
    ])
      for (const method of ['GET', 'DELETE'])
        expect((await up.call(participant, '/test-data', { method })).status, participant).toBe(404);

    // The way that a site's driver gets to its system.
    const context = findOpenMocks(world.environment('local'));
    if (context === undefined) throw new Error('It is up.');
    const throughGuard = fetchThroughGuard(context);
    const version = await throughGuard(`${up.facts.origins['citizen-portal'] ?? ''}/version`);
    expect([version.status, await version.text()]).toEqual([200, '{"version":"1.0"}']);
    expect((await throughGuard('https://elsewhere.test/')).status).toBe(403);

    const folder = join(world.folder, 'output', 'evidence');
    const file = join(folder, readdirSync(folder)[0] ?? '', 'deletion.json');
    const verified = await world.run('attestation', 'verify', file);
    expect(verified.code, verified.stderr).toBe(0);
    expect(verified.stdout).toMatch(/deleted {6}citizen-portal: 1 × letter, 2 × session; nothing left/);
    const forged = join(world.folder, 'deletion.json');
    writeFileSync(forged, readFileSync(file, 'utf8').replace('"sig":"', '"sig":"A'));
    writeFileSync(`${forged}.pub`, readFileSync(`${file}.pub`));
    expect(await world.run('attestation', 'verify', forged)).toMatchObject({ code: 4 });
  } finally {
    await up.down();
    world.dispose();
  }
});

test('letters that are still on their way are gone as well, and none arrives afterwards', async () => {
  test.setTimeout(300_000);
  const world = openCliWorld(26_400);
  const up = await mocksUp(world);
  try {
    const letters: { readonly msgId: string; readonly exchangeId: string }[] = [];
    for (let i = 0; i < 5; i += 1) letters.push(await up.sendLetter('and leave it'));
    const purged = await world.run('purge', world.environment('local'));
    expect(purged.code, purged.stderr).toBe(0);
    const exchangeIds = letters.map(({ exchangeId }) => exchangeId);
    for (const exchangeId of exchangeIds)
      expect((await up.plain('message-exchange', `/Messages/${exchangeId}`)).status).toBe(404);
    expect(
      (await up.readInbox()).msgIds.filter((msgId) => letters.some((one) => one.msgId === msgId)),
    ).toEqual([]);
    for (const participant of ['message-exchange', 'hospital-records'])
      expect((await up.plain(participant, '/test-data')).text).toBe('{"kept":[]}');
  } finally {
    await up.down();
    world.dispose();
  }
});

test('a portal that keeps one letter: the sentinel says where, ends 1, and nothing is confirmed', async () => {
  test.setTimeout(300_000);
  const world = openCliWorld(25_900);
  const drift = join(world.folder, 'keeps.yaml');
  const settings = 'settings: [{ participant: citizen-portal, set: { keepsAtPurge: 1 } }]';
  writeFileSync(drift, `version: 1\ntitle: The portal does not delete all\n${settings}\n`);
  const up = await mocksUp(world, '--drift', drift);
  try {
    const { msgId } = await up.sendLetter();
    const purged = await world.run('purge', world.environment('local'));
    expect(purged.code, purged.stderr).toBe(1);
    expect(purged.stderr).toMatch(/✖ left in citizen-portal: letter [0-9a-f-]{36}/);
    expect(purged.stderr).toContain('nothing is confirmed');
    expect(readdirSync(world.folder)).not.toContain('output');
    expect((await up.readInbox()).msgIds).toEqual([msgId]);
  } finally {
    await up.down();
    world.dispose();
  }
});

test('nothing is deleted where it is verified, and nothing where nothing is up', async () => {
  const world = openCliWorld(26_300);
  try {
    const verify = await world.run('purge', world.environment('rehearsal'));
    expect([verify.code, verify.stderr]).toEqual([
      2,
      expect.stringMatching(/rehearsal is of mode verify: nothing is ever deleted/),
    ]);
    const down = await world.run('purge', world.environment('local'));
    expect([down.code, down.stderr]).toEqual([2, expect.stringMatching(/local is not up/)]);
  } finally {
    world.dispose();
  }
});
