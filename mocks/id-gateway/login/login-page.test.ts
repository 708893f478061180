import AxeBuilder from '@axe-core/playwright';
import { test as base, chromium, expect, type Page } from '@playwright/test';
import { requireBrowser } from '#harness/environment/tools/find-browser.ts';
import { startHttpsFront } from '#mocks/kit/testing/https-front.ts';
import { startGateway } from '../testing/start-gateway.ts';
import { authorization, location, Visitor } from '../testing/visitor.ts';

interface LoginOptions {
  readonly login: string;
  readonly acrValues?: string;
  readonly scripts?: boolean;
}

const host = 'id-porten.id-gateway.local.test';
/** Nothing is behind it: its address shows where the login leads. */
const portal = 'citizen-portal.local.test';

/** Starts the gateway behind TLS and opens its login page in a browser, as a client's redirect does. */
const test = base.extend<{ openLogin: (options: LoginOptions) => Promise<Page> }>({
  openLogin: async ({}, use) => {
    await using front = await startHttpsFront([host, portal]);
    await using closing = new AsyncDisposableStack();
    const browser = await chromium.launch({
      executablePath: requireBrowser(),
      args: [
        `--ignore-certificate-errors-spki-list=${front.spki}`,
        `--host-resolver-rules=MAP *.local.test 127.0.0.1`,
      ],
    });
    closing.defer(() => browser.close());
    const origin = `https://${host}:${front.port}`;
    const redirect = `https://${portal}:${front.port}/callback`;
    const clients = [{ clientId: 'portal', name: 'Innbyggerportalen', redirectUris: [redirect] }];
    await use(async ({ login, acrValues, scripts = true }) => {
      const gateway = closing.use(await startGateway({ login, clients }, origin));
      front.routes.set(host, gateway.address);
      const context = await browser.newContext({ javaScriptEnabled: scripts, locale: 'nb-NO' });
      const page = await context.newPage();
      const client = { client_id: 'portal', redirect_uri: redirect, acr_values: acrValues };
      await page.goto(origin + authorization(client).path);
      return page;
    });
  },
});

const violations = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations;

test('TestID: a person and a level are chosen by keyboard alone', async ({ openLogin }) => {
  const page = await openLogin({ login: 'TestID', acrValues: 'idporten-loa-high' });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Logg inn med TestID');
  await expect(page.getByText('Testinnlogging – ingen ekte personer')).toBeVisible();
  await expect(page.getByText('Innbyggerportalen, som krever sikkerhetsnivå «Høyt»')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Høyt' })).toBeChecked();
  expect(await violations(page)).toEqual([]);

  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Åpen Bjørnebærhekk' })).toBeChecked();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Logg inn' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/callback\?code=.+&state=.+&iss=https/);
});

test('TestID: a level lower than the one asked for is refused on the page', async ({ openLogin }) => {
  const page = await openLogin({ login: 'TestID', acrValues: 'idporten-loa-high' });
  await page.getByRole('radio', { name: /Sprø Lønnesirup/ }).check();
  await page.getByRole('radio', { name: 'Lavt' }).check();
  await page.getByRole('button', { name: 'Logg inn' }).click();
  await expect(page.getByRole('alert')).toHaveText(
    'Feil: Innbyggerportalen krever sikkerhetsnivå «Høyt», du valgte «Lavt».',
  );
  await expect(page.getByRole('radio', { name: /Sprø Lønnesirup/ })).toBeChecked();
  expect(await violations(page)).toEqual([]);
});

test('MinID: a wrong code gives the page again, without what was typed', async ({ openLogin }) => {
  const page = await openLogin({ login: 'MinID' });
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('Fødselsnummer').fill('12837010045');
  await page.getByLabel('Engangskode').fill('54321');
  await page.getByRole('button', { name: 'Logg inn' }).click();
  await expect(page.getByRole('alert')).toHaveText('Feil: Engangskoden er feil. Prøv igjen.');
  await expect(page.getByLabel('Engangskode')).toBeFocused();
  expect(await page.content()).not.toContain('12837010045');
  expect(await violations(page)).toEqual([]);

  await page.getByLabel('Fødselsnummer').fill('12837010045');
  await page.getByLabel('Engangskode').fill('12345');
  await page.getByRole('button', { name: 'Logg inn' }).click();
  await expect(page).toHaveURL(/\/callback\?code=/);
});

test('aborting leads back to the client with access_denied, without JavaScript too', async ({
  openLogin,
}) => {
  const page = await openLogin({ login: 'TestID', scripts: false });
  await page.getByRole('button', { name: 'Avbryt' }).click();
  await expect(page).toHaveURL(/\/callback\?error=access_denied.*&iss=https/);
});

for (const [login, form, message] of [
  ['TestID', { person: 'sender', level: 'high' }, 'Velg en testperson fra listen.'],
  ['TestID', { person: 'citizen' }, 'Velg et sikkerhetsnivå.'],
  ['MinID', { pid: '1283', code: '12345', level: 'high' }, 'Fødselsnummeret skal ha 11 siffer.'],
  ['MinID', { pid: '15738410006', code: '12345', level: 'high' }, 'tilhører ingen av testpersonene'],
  ['MinID', { pid: '12837010045', code: '12345', level: 'low' }, 'Velg et sikkerhetsnivå.'],
] as const) {
  test(`${login}: ${message} (${Object.keys(form).length} fields)`, async () => {
    await using gateway = await startGateway({ login });
    const visitor = new Visitor(gateway.address);
    const page = location(await visitor.get(authorization().path));
    const answer = await visitor.post(page, { ...form });
    expect(answer.status).toBe(400);
    const text = await answer.text();
    expect(text).toContain(message);
    if ('pid' in form) expect(text).not.toContain(form.pid);
  });
}

test('a login without its cookie, or at another’s address, is told as expired', async () => {
  await using gateway = await startGateway();
  const visitor = new Visitor(gateway.address);
  const page = location(await visitor.get(authorization().path));
  for (const answer of [
    await new Visitor(gateway.address).get(page),
    await visitor.post(`${page}x`, { person: 'citizen', level: 'high' }),
    await visitor.post(`${page}x/abort`, {}),
  ]) {
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('Innloggingen er utløpt');
  }
});
