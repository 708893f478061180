import { requireBrowser } from '#harness/environment/tools/find-browser.ts';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, expect, test, type Browser, type Page } from '@playwright/test';
import { standing } from '#mocks/kit/testing/chain-identities.ts';
import { startChain, type Chain } from '#mocks/kit/testing/start-chain.ts';

const letter = standing.letters[0];
let chain: Chain;
let browser: Browser;
let page: Page;
let portal: string;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  chain = await startChain([
    'message-exchange',
    'address-register',
    'id-gateway',
    'citizen-portal',
    'hospital-records',
  ]);
  portal = chain.origin('citizen-portal');
  browser = await chromium.launch({ ...chain.browserOptions, executablePath: requireBrowser() });
});
test.beforeEach(async () => {
  page = await (await browser.newContext({ baseURL: portal, locale: 'nb-NO' })).newPage();
});
test.afterEach(() => page.context().close());
test.afterAll(async () => {
  await browser.close();
  await chain[Symbol.asyncDispose]();
});

async function logIn(name: string, path = '/login'): Promise<void> {
  await page.goto(path);
  await submitLogin(name);
}

/** Fills the ID gateway's form in and sends it. */
async function submitLogin(name: string): Promise<void> {
  await page.getByLabel(name).check();
  await page.getByLabel('Høyt').check();
  await page.getByRole('button', { name: 'Logg inn' }).click();
}

/** The same request as the page's browser would make, redirects not followed. */
async function ask(path: string): Promise<Response> {
  const cookies = await page.context().cookies(portal);
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return chain.call('citizen-portal', path, { headers: { cookie }, redirect: 'manual' });
}

async function findings(): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}

test('a person goes by keyboard alone from the first page to a letter and out again', async () => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Hopp til hovedinnhold' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Logg inn' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByLabel('Sprø Lønnesirup').check();
  await page.getByLabel('Høyt').check();
  await page.getByRole('button', { name: 'Logg inn' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Innboks', level: 1 })).toBeVisible();

  const link = page.getByRole('link', { name: letter?.title ?? '', exact: true });
  for (let presses = 0; presses < 8; presses += 1) {
    if (await link.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(link).toBeFocused();
  expect(
    await link.evaluate((element) => {
      const entry = element.closest('li');
      return entry && getComputedStyle(entry).outlineStyle;
    }),
  ).toBe('solid');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: letter?.title ?? '', level: 1 })).toBeVisible();
  await expect(page.getByText('Du har fått time ved poliklinikken.')).toBeVisible();
  await expect(page.getByText('1. september 2026 kl. 08:30').first()).toBeVisible();

  const attachment = page.getByRole('link', { name: 'Innkallingsbrev', exact: true });
  const file = await ask((await attachment.getAttribute('href')) ?? '');
  expect(Object.fromEntries(file.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': "inline; filename*=UTF-8''Innkallingsbrev.pdf",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  expect((await file.text()).slice(0, 5)).toBe('%PDF-');

  await page.getByRole('button', { name: 'Logg ut' }).press('Enter');
  await expect(page).toHaveURL(`${portal}/`);
  await expect(page.getByRole('link', { name: 'Logg inn' })).toBeVisible();
  await page.goto('/inbox');
  await expect(page).toHaveURL(/id-porten\.id-gateway\.local\.test/);
});

test("another citizen's letter is answered as one that does not exist", async () => {
  await logIn('Åpen Bjørnebærhekk', `/letters/${letter?.portalId ?? ''}`);
  await expect(page).toHaveURL(`${portal}/letters/${letter?.portalId ?? ''}`);
  const answers = [];
  for (const path of [letter?.portalId ?? '', crypto.randomUUID()]) {
    for (const tail of ['', '/attachments/Innkallingsbrev.pdf']) {
      const answer = await ask(`/letters/${path}${tail}`);
      answers.push({ status: answer.status, text: await answer.text() });
    }
  }
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(await findings()).toEqual([]);
  await page.goto('/inbox');
  await expect(page.getByText('Du har ingen brev.')).toBeVisible();
});

test('a letter from the hospital arrives, is unread until it is opened, and is shown as text only', async () => {
  const title = '<script>alert(1)</script> «Svar» & råd';
  const sent = await chain.call('hospital-records', '/letters', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      patientRole: 'citizen',
      title,
      senderName: 'Hjertepoliklinikken',
      text: 'Første avsnitt\nmed to linjer.\n\n<b>Andre</b> avsnitt.',
      attachment: {
        title: 'Årsrapport',
        fileName: 'Årsrapport (1).pdf',
        mimeType: 'application/pdf',
        base64: Buffer.from('%PDF-1.4').toString('base64'),
      },
    }),
  });
  expect(sent.status).toBe(201);
  await logIn('Sprø Lønnesirup');
  const entry = page.getByRole('listitem').filter({ hasText: title });
  await expect(async () => {
    await page.reload();
    await expect(entry).toContainText('Ulest', { timeout: 500 });
  }).toPass();
  expect(await findings()).toEqual([]);

  await entry.getByRole('link', { name: title, exact: true }).click();
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
  await expect(page.getByText('<b>Andre</b> avsnitt.')).toBeVisible();
  expect(await findings()).toEqual([]);
  const opened = await page.locator('dl').innerText();
  await page.reload();
  expect(await page.locator('dl').innerText()).toBe(opened);
  const href = await page.getByRole('link', { name: 'Årsrapport', exact: true }).getAttribute('href');
  const file = await ask(href ?? '');
  expect([file.status, file.headers.get('content-disposition')]).toEqual([
    200,
    "inline; filename*=UTF-8''%C3%85rsrapport%20%281%29.pdf",
  ]);
  await page.getByRole('link', { name: 'Tilbake til innboksen' }).click();
  await expect(entry).not.toContainText('Ulest');
});

test('the first page is free of axe findings and of anything from elsewhere, also on a small screen', async () => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).origin));
  await page.setViewportSize({ width: 320, height: 640 });
  const answer = await page.goto('/');
  expect(await findings()).toEqual([]);
  expect([...new Set(asked)]).toEqual([portal]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  expect(answer?.headers()['content-security-policy']).toContain("default-src 'none'; style-src 'self'");
});

test('who is not logged in is led to the login, and back to where they wanted', async () => {
  const answer = await ask(`/letters/${letter?.portalId ?? ''}`);
  expect([answer.status, answer.headers.get('location')]).toEqual([
    303,
    `/login?returnTo=${encodeURIComponent(`/letters/${letter?.portalId ?? ''}`)}`,
  ]);
  await logIn('Sprø Lønnesirup', `/letters/${letter?.portalId ?? ''}`);
  await expect(page.getByRole('heading', { name: letter?.title ?? '' })).toBeVisible();
  const cookies = (await page.context().cookies(portal)).filter(({ name }) => name === '__Host-session');
  expect(cookies).toMatchObject([{ httpOnly: true, secure: true, sameSite: 'Lax', path: '/' }]);
});

test('a login that was aborted, or answers no login of this browser, ends on a page that says so', async () => {
  await page.goto('/login');
  await page.getByRole('button', { name: 'Avbryt' }).click();
  await expect(page.getByRole('heading', { name: 'Innloggingen ble ikke fullført' })).toBeVisible();
  expect(await findings()).toEqual([]);
  const answer = await page.goto('/callback?code=x&state=y&iss=z');
  expect(answer?.status()).toBe(400);
});

/** Logs in while the portal is away: the callback is held in hand, its code unused. */
async function heldCallback(): Promise<URL> {
  await page.goto('/login');
  const back = away('citizen-portal');
  const coming = page.waitForResponse(/\/callback\?/);
  await submitLogin('Sprø Lønnesirup');
  const url = new URL((await coming).url());
  back();
  return url;
}

/** Takes a participant from behind its name; the function returned puts it back. */
function away(endpoint: string): () => void {
  const { hostname } = new URL(chain.origin(endpoint));
  const service = chain.front.routes.get(hostname) ?? '';
  chain.front.routes.delete(hostname);
  return () => void chain.front.routes.set(hostname, service);
}

test('a callback without its issuer, or with a state of somebody else, logs nobody in', async () => {
  for (const change of ['iss', 'state'] as const) {
    const url = await heldCallback();
    if (change === 'iss') url.searchParams.delete('iss');
    else url.searchParams.set('state', 'somebody-elses');
    await page.goto(url.href);
    await expect(page.getByRole('heading', { name: 'Innloggingen ble ikke fullført' })).toBeVisible();
    await page.context().clearCookies();
  }
});

test('while the ID gateway is away the portal says that login does not work', async () => {
  const url = await heldCallback();
  const back = away('id-porten.id-gateway');
  const answer = await page.goto(url.href);
  back();
  expect(answer?.status()).toBe(503);
  await expect(page.getByRole('heading', { name: 'Innloggingen virker ikke nå' })).toBeVisible();
  expect(await findings()).toEqual([]);
});

test('who comes without pid, or at a level that is not high, gets a page that says so and nothing else', async () => {
  for (const [claim, text] of [
    ['pid', 'ID-porten oppga ikke hvem du er.'],
    ['acr', 'Du må logge inn på høyeste sikkerhetsnivå'],
  ] as const) {
    const settings = { 'id-gateway': { omitClaims: [claim] } };
    await using lacking = await startChain(['id-gateway', 'citizen-portal'], settings);
    const other = await chromium.launch({ ...lacking.browserOptions, executablePath: requireBrowser() });
    page = await (await other.newContext({ baseURL: lacking.origin('citizen-portal') })).newPage();
    const answered = page.waitForResponse(/\/callback\?/);
    await logIn('Sprø Lønnesirup');
    expect((await answered).status()).toBe(403);
    await expect(page.getByText(text)).toBeVisible();
    expect(await page.content()).not.toContain('12837010045');
    expect(await findings()).toEqual([]);
    expect(await page.context().cookies(lacking.origin('citizen-portal'))).toEqual([]);
    await other.close();
  }
});
