import { requireBrowser } from '#harness/environment/tools/find-browser.ts';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, expect, test } from '@playwright/test';
import { waitUntil } from '#harness/common/wait-until.ts';
import { standing } from '#mocks/kit/testing/chain-identities.ts';
import { startChain, type Chain } from '#mocks/kit/testing/start-chain.ts';

interface LetterState {
  readonly transport: string | null;
  readonly appRec: { status: string; errors: { code: string }[] } | null;
  readonly deliveryReport: { channel: string; deliveredAt: string } | null;
  readonly outcome: string;
  readonly reason?: string;
}
let chain: Chain;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  chain = await startChain([
    'message-exchange',
    'address-register',
    'id-gateway',
    'citizen-portal',
    'hospital-records',
  ]);
});
test.afterAll(() => chain[Symbol.asyncDispose]());

async function send(body: object): Promise<{ status: number; body: Record<string, string> }> {
  const letter = { patientRole: 'citizen', title: 'Time', senderName: 'Poliklinikken', text: 'Velkommen.' };
  const response = await chain.call('hospital-records', '/letters', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...letter, ...body }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

async function state(id: string | undefined): Promise<LetterState> {
  return (await (await chain.call('hospital-records', `/letters/${id ?? ''}`)).json()) as LetterState;
}

const ended = (id: string | undefined): Promise<LetterState> =>
  waitUntil({
    what: 'the end of the letter',
    timeoutMs: 10_000,
    look: async () => {
      const seen = await state(id);
      return seen.outcome === 'sent' ? undefined : seen;
    },
  });

test('a letter is sent, receipted, delivered and reported on', async () => {
  const msgId = crypto.randomUUID();
  const sent = await send({ msgId });
  expect(sent).toMatchObject({ status: 201, body: { msgId } });
  expect(await ended(sent.body['id'])).toMatchObject({
    transport: 'Acknowledged',
    appRec: { status: 'Ok', errors: [] },
    deliveryReport: { channel: 'Helsenorge' },
    outcome: 'delivered',
  });
  const unread = async (): Promise<unknown> => {
    const headers = { 'api-version': '2', 'nhn-source-system': 'test' };
    return (
      await chain.call('message-exchange', '/Messages?ReceiverHerIds=8990101', { headers })
    ).json() as Promise<unknown>;
  };
  await expect.poll(unread).toEqual([]);
});

test('a letter to nobody, or to a party that is no longer active, is refused in plain words and kept', async () => {
  for (const [receiverHerId, code, words] of [
    ['8999999', 'unknown-receiver', 'Mottakeren finnes ikke i Adresseregisteret. Brevet er ikke sendt.'],
    [
      '8990202',
      'inactive-receiver',
      'Mottakeren er ikke lenger aktiv i Adresseregisteret. Brevet er ikke sendt.',
    ],
  ] as const) {
    const refused = await send({ receiverHerId, title: `Til ${receiverHerId}` });
    expect(refused).toMatchObject({ status: 422, body: { outcome: 'rejected', code, message: words } });
    expect(await state(refused.body['id'])).toMatchObject({
      exchangeId: null,
      transport: null,
      appRec: null,
      outcome: 'rejected',
      reason: words,
    });
  }
});

test('a patient whom the portal does not know ends in a negative receipt', async () => {
  const patient = { pid: '15878410014', familyName: 'Fjell', givenName: 'Ukjent' };
  const sent = await send({ patientRole: undefined, patient });
  expect(await ended(sent.body['id'])).toMatchObject({
    transport: 'Acknowledged',
    appRec: { status: 'Rejected', errors: [{ code: 'E35' }] },
    deliveryReport: null,
    outcome: 'rejected',
    reason: 'Mottakeren avviste brevet: E35 Pasienten finnes ikke i mottakersystemet',
  });
});

test('a standing letter is there from the start, under its MsgId', async () => {
  expect(await state(standing.letters[0]?.msgId)).toMatchObject({
    exchangeId: standing.letters[0]?.exchangeId,
    transport: 'Acknowledged',
    appRec: { status: 'Ok' },
    deliveryReport: { channel: 'Helsenorge' },
    outcome: 'delivered',
  });
});

test('a request that is not as documented is refused with the place and the rule', async () => {
  const wrong = await send({ patientRole: undefined });
  expect(wrong).toMatchObject({
    status: 400,
    body: { message: 'body: needs either patient or patientRole' },
  });
  expect((await send({ title: '' })).status).toBe(400);
  expect((await send({ patientRole: 'nobody' })).status).toBe(400);
  expect((await send({ unknown: 1 })).status).toBe(400);
});

test('while the exchange is away a letter is not accepted, and the answer names the participant', async () => {
  const name = 'message-exchange.local.test';
  const route = chain.front.routes.get(name) ?? '';
  chain.front.routes.delete(name);
  expect(await send({})).toMatchObject({
    status: 502,
    body: { code: 'participant-down', participant: 'message-exchange' },
  });
  const answer = await chain.call('hospital-records', `/letters/${standing.letters[0]?.msgId ?? ''}`);
  expect(answer.status).toBe(502);
  const page = await chain.call('hospital-records', `/sent/${standing.letters[0]?.msgId ?? ''}`);
  expect(await page.text()).toContain('Meldingsutvekslingen svarer ikke.');
  chain.front.routes.set(name, route);
  expect((await ended((await send({})).body['id'])).outcome).toBe('delivered');
});

test('the pages say in words what became of each letter, and are free of axe findings', async () => {
  const browser = await chromium.launch({ ...chain.browserOptions, executablePath: requireBrowser() });
  const page = await (await browser.newContext({ baseURL: chain.origin('hospital-records') })).newPage();
  const findings = async (): Promise<string[]> =>
    (await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id);

  await page.goto('/');
  const refused = page.getByRole('row').filter({ hasText: 'Til 8999999' });
  await expect(refused).toContainText('Avvist');
  await expect(refused).toContainText('Ikke sendt');
  const delivered = page.getByRole('row').filter({ hasText: 'Innkalling til time' });
  await expect(delivered).toContainText('Levert i Helsenorge');
  expect(await findings()).toEqual([]);
  await page.setViewportSize({ width: 360, height: 700 });
  expect(await findings()).toEqual([]);
  await delivered.getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'Innkalling til time', level: 1 })).toBeVisible();
  await expect(page.getByText('Godtatt')).toBeVisible();
  expect(await findings()).toEqual([]);
  expect((await page.goto('/sent/nothing'))?.status()).toBe(404);
  expect(await findings()).toEqual([]);
  await browser.close();
});
