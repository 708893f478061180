import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { requireBrowser } from '#harness/environment/tools/find-browser.ts';
import { chromium, expect, test, type Page } from '@playwright/test';
import { createCertificateAuthority } from '#harness/participants/certificate-authority.ts';
import { hosts, startWorld, type World } from './testing/guarded-world.ts';

const authority = await createCertificateAuthority('participants of the test', new Date());
const leaves = Object.fromEntries(
  await Promise.all(Object.values(hosts).map(async (host) => [host, await authority.issue(host)] as const)),
);
const page =
  '<!doctype html><title>Portal</title><form method="post" action="/by-form"><button>Send</button></form>';

const openWorld = (mode: 'test' | 'verify'): Promise<World> =>
  startWorld({
    mode,
    leaves,
    trust: [authority.certificate],
    answer: (_request, response) => response.setHeader('content-type', 'text/html').end(page),
  });

/** A real browser behind the guard: proxy at launch, the guard's CA pinned by its key. */
async function withBrowser(world: World, use: (page: Page) => Promise<void>): Promise<void> {
  const browser = await chromium.launch({
    executablePath: requireBrowser(),
    proxy: { server: world.guard.proxyUrl },
    args: [`--ignore-certificate-errors-spki-list=${world.guard.caSpki}`],
  });
  try {
    await use(await browser.newPage());
  } finally {
    await browser.close();
  }
}

/** Every way out that a scenario has. Answers with the status of each, in this order. */
async function tryToWrite(world: World, tab: Page): Promise<number[]> {
  const portal = world.origins['citizen-portal'];
  await tab.goto(`${portal}/`);
  expect(await tab.title()).toBe('Portal');
  const byFetch = await tab.evaluate(
    async () => (await fetch('/by-fetch', { method: 'POST', body: 'x' })).status,
  );
  const [byForm] = await Promise.all([
    tab.waitForResponse((response) => response.url().endsWith('/by-form')),
    tab.getByRole('button').click(),
  ]);
  const byNode = await world.send(`${portal}/by-node`, { method: 'POST', body: 'x' });
  return [byFetch, byForm.status(), byNode.status];
}

test('in verify a page is read through the guard, and no attempt to write arrives', async () => {
  await using world = await openWorld('verify');
  await withBrowser(world, async (tab) => {
    expect(await tryToWrite(world, tab)).toEqual([403, 403, 403]);
  });
  expect(world.upstream.arrived.filter(({ method }) => method !== 'GET')).toEqual([]);
  expect(world.upstream.arrived.map(({ url }) => url)).toContain('/');
  const { host } = new URL(world.origins['citizen-portal']);
  const denials = world.ledger().filter((entry) => entry.entry === 'denial');
  expect(denials.filter((entry) => entry.host === host && entry.method === 'POST')).toHaveLength(3);
  expect(denials.filter((entry) => entry.host !== host).every((entry) => entry.class === 'vendor')).toBe(
    true,
  );
});

test('with the guard off the same attempts arrive', async () => {
  await using world = await openWorld('test');
  await withBrowser(world, async (tab) => {
    expect(await tryToWrite(world, tab)).toEqual([200, 200, 200]);
  });
  const written = world.upstream.arrived.filter(({ method }) => method === 'POST').map(({ url }) => url);
  expect(written).toEqual(['/by-fetch', '/by-form', '/by-node']);
});

for (const [mode, status, arrived] of [
  ['verify', '403', []],
  ['test', '200', ['/by-page-request']],
] as const) {
  test(`page.request, which is not the browser, goes through the guard: ${mode}`, async () => {
    await using world = await openWorld(mode);
    const script = fileURLToPath(new URL('testing/post-by-page-request.mjs', import.meta.url));
    const url = `${world.origins['citizen-portal']}/by-page-request`;
    const parameters = [script, url, world.guard.proxyUrl, requireBrowser()];
    const { stdout } = await promisify(execFile)(process.execPath, parameters, {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: world.guard.caPath },
    });
    expect(stdout).toBe(status);
    expect(world.upstream.arrived.map((request) => request.url)).toEqual(arrived);
  });
}
