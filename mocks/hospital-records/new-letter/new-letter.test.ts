import { AxeBuilder } from '@axe-core/playwright';
import { chromium, expect, test, type Browser, type Page } from '@playwright/test';
import { requireBrowser } from '#harness/environment/tools/find-browser.ts';
import { startChain, type Chain } from '#mocks/kit/testing/start-chain.ts';

let chain: Chain;
let browser: Browser;
let page: Page;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  chain = await startChain([
    'message-exchange',
    'address-register',
    'id-gateway',
    'citizen-portal',
    'hospital-records',
  ]);
  browser = await chromium.launch({ ...chain.browserOptions, executablePath: requireBrowser() });
});
test.afterAll(async () => {
  await browser.close();
  await chain[Symbol.asyncDispose]();
});
test.beforeEach(async () => {
  const context = await browser.newContext({
    baseURL: chain.origin('hospital-records'),
    javaScriptEnabled: false,
  });
  page = await context.newPage();
});
test.afterEach(() => page.context().close());

const herId = () => page.getByRole('textbox', { name: 'Mottakerens HER-id' });
const send = () => page.getByRole('button', { name: 'Send brevet' }).click();

async function fill(title: string, text = 'Møt ved poliklinikken.\n\nVelkommen.'): Promise<void> {
  await page.goto('/');
  await page.getByRole('link', { name: 'Nytt brev' }).click();
  await page.getByRole('combobox', { name: 'Pasient' }).selectOption('Sprø Lønnesirup (citizen)');
  await page.getByRole('textbox', { name: 'Tittel' }).fill(title);
  await page.getByRole('textbox', { name: 'Tekst' }).fill(text);
}

/** Axe needs scripts, the pages do not: it looks at the same HTML in a context of its own. */
async function findings(width: number, body?: Record<string, string>): Promise<string[]> {
  const context = await browser.newContext({
    baseURL: chain.origin('hospital-records'),
    viewport: { width, height: 800 },
  });
  const own = await context.newPage();
  await own.goto('/new');
  if (body !== undefined) {
    for (const [label, value] of Object.entries(body)) await own.getByLabel(label).fill(value);
    await own.getByRole('button', { name: 'Send brevet' }).click();
    await expect(own.getByRole('alert')).toBeFocused();
  }
  const { violations } = await new AxeBuilder({ page: own }).analyze();
  await context.close();
  return violations.map(({ id }) => id);
}

test('a letter that a person writes goes through the chain, with its PDF', async () => {
  await fill('Skrevet for hånd');
  await expect(herId()).toHaveValue('8990201');
  await expect(page.getByRole('textbox', { name: 'Avsenderens navn' })).toHaveValue('Pasientkorrespondanse');
  await page.getByRole('checkbox', { name: 'Legg ved brevet som PDF' }).check();
  await send();
  await expect(page).toHaveURL(/\/sent\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { name: 'Skrevet for hånd', level: 1 })).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(page.getByText('Levert i Helsenorge')).toBeVisible({ timeout: 100 });
  }).toPass({ timeout: 10_000 });

  const id = page.url().split('/').at(-1) ?? '';
  const letter = (await (await chain.call('hospital-records', `/letters/${id}`)).json()) as {
    exchangeId: string;
  };
  const headers = { 'api-version': '2', 'nhn-source-system': 'test' };
  const path = `/Messages/${letter.exchangeId}/business-document`;
  const { businessDocument } = (await (await chain.call('message-exchange', path, { headers })).json()) as {
    businessDocument: string;
  };
  const xml = Buffer.from(businessDocument, 'base64').toString('utf8');
  expect(xml).toContain('Møt ved poliklinikken.\n\nVelkommen.');
  const pdf = /<Base64Container[^>]*>([^<]+)</.exec(xml)?.[1] ?? '';
  expect(Buffer.from(pdf, 'base64').toString('latin1')).toContain('(Møt ved poliklinikken.)');
});

test('a letter to an unknown or closed receiver has a page that says why it was refused', async () => {
  for (const [number, reason] of [
    ['8999999', 'Mottakeren finnes ikke i Adresseregisteret. Brevet er ikke sendt.'],
    ['9999999999', 'Mottakeren finnes ikke i Adresseregisteret. Brevet er ikke sendt.'],
    ['8990202', 'Mottakeren er ikke lenger aktiv i Adresseregisteret. Brevet er ikke sendt.'],
  ] as const) {
    await fill(`Til ${number}`);
    await herId().fill(number);
    await send();
    await expect(page.getByRole('heading', { name: `Til ${number}`, level: 1 })).toContainText('Avvist');
    await expect(page.getByText(reason)).toBeVisible();
  }
});

test('a form with something wrong comes back with a message at each field, and nothing lost', async () => {
  await page.goto('/new');
  await page.getByRole('textbox', { name: 'Tekst' }).fill('\n<b>Hei</b> & "ha det"');
  await page.getByRole('checkbox').check();
  await herId().fill('01234');
  await page.getByRole('textbox', { name: 'Tittel' }).fill('x'.repeat(193));
  await page.getByRole('textbox', { name: 'Avsenderens navn' }).fill(' ');
  await send();

  await expect(page).toHaveTitle(/^Feil: Nytt brev/);
  const wrong: [string, string][] = [
    ['Pasient', 'Velg en pasient.'],
    ['Mottakerens HER-id', 'Skriv HER-id med ett til ti sifre, uten null først.'],
    ['Tittel', 'Bruk høyst 192 tegn.'],
    ['Avsenderens navn', 'Skriv inn navnet på avsenderen.'],
  ];
  const links = page.getByRole('alert').getByRole('link');
  await expect(links).toHaveText(wrong.map(([, message]) => message));
  for (const [label, message] of wrong) {
    const control = page.getByLabel(label, { exact: true });
    await expect(control).toHaveAttribute('aria-invalid', 'true');
    await expect(control).toHaveAccessibleDescription(new RegExp(`${message}$`));
  }
  await links.nth(2).click();
  await page.keyboard.press('End');
  await expect(page.getByRole('textbox', { name: 'Tittel' })).toHaveValue('x'.repeat(193));
  await expect(page.getByRole('textbox', { name: 'Tekst' })).toHaveValue('\n<b>Hei</b> & "ha det"');
  await expect(page.getByRole('textbox', { name: 'Tekst' })).not.toHaveAttribute('aria-invalid');
  await expect(herId()).toHaveValue('01234');
  await expect(page.getByRole('checkbox')).toBeChecked();
});

test('a national identity number in place of the HER-id is not shown again', async () => {
  await fill('Feil felt');
  await herId().fill('128370 10045');
  await send();
  await expect(herId()).toHaveAccessibleDescription(/Elleve sifre kan være et fødselsnummer/);
  await expect(herId()).toHaveValue('');
  expect(await page.content()).not.toContain('10045');
  await expect(page.getByRole('combobox', { name: 'Pasient' })).toHaveValue('citizen');
});

test('a text that is too long for the PDF, or that XML cannot carry, is told apart', async () => {
  await fill('Lang', 'Linje.\n'.repeat(60));
  await page.getByRole('checkbox').check();
  await send();
  await expect(page.getByRole('checkbox')).toHaveAccessibleDescription(/PDF-vedlegget har bare én side/);
  await fill('Rar', 'a\u0001b');
  await send();
  await expect(page.getByRole('textbox', { name: 'Tekst' })).toHaveAccessibleDescription(/tegn som ikke kan/);
});

test('while a participant is away the form comes back and says whose fault it is', async () => {
  for (const [host, who] of [
    ['rest.address-register.local.test', 'Adresseregisteret'],
    ['message-exchange.local.test', 'Meldingsutvekslingen'],
  ] as const) {
    await fill('Uten svar');
    const route = chain.front.routes.get(host) ?? '';
    chain.front.routes.delete(host);
    await send();
    await expect(page.getByRole('alert')).toContainText(`${who} svarer ikke som det skal.`);
    await expect(page.getByRole('textbox', { name: 'Tittel' })).toHaveValue('Uten svar');
    chain.front.routes.set(host, route);
  }
  await send();
  await expect(page).toHaveURL(/\/sent\//);
});

test('a request that is no form of ours is answered as one with nothing in it', async () => {
  const answer = await chain.call('hospital-records', '/new', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'title=a&title=b&text[x]=1',
  });
  expect(answer.status).toBe(400);
  expect(answer.headers.get('content-security-policy')).toContain("form-action 'self'");
  expect(await answer.text()).toContain('Skriv inn en tittel.');
  const toApi = await chain.call('hospital-records', '/letters', {
    method: 'POST',
    body: new URLSearchParams({ title: 'a' }),
  });
  expect(toApi.status).toBe(415);
});

test('the form is free of axe findings, wide and narrow, as it comes and as it comes again', async () => {
  for (const width of [1280, 360]) {
    expect(await findings(width)).toEqual([]);
    expect(await findings(width, { Tittel: ' ', 'Mottakerens HER-id': 'x' })).toEqual([]);
  }
});

test('the form can be filled in and sent with the keyboard alone', async () => {
  await page.goto('/new');
  await page.getByRole('combobox', { name: 'Pasient' }).focus();
  await page.keyboard.press('ArrowDown');
  for (const text of ['8990201', 'Med tastatur', 'Poliklinikken', 'Hei.']) {
    await page.keyboard.press('Tab');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(text);
  }
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(page.getByRole('checkbox')).toBeChecked();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Med tastatur', level: 1 })).toBeVisible();
});
