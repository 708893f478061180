import type { Attack, Tools } from '../attack.ts';

const attack = (id: string, by: Attack['by'], attempt: Attack['attempt']): Attack => ({ id, by, attempt });
const elsewhere = { args: ['--ignore-certificate-errors'] };

async function withBrowser(
  { playwright, run, url }: Tools,
  options: { proxy?: { server: string; bypass?: string } },
): Promise<void> {
  const executablePath = run.browser ?? '';
  const browser = await playwright.chromium.launch({ executablePath, ...elsewhere, ...options });
  try {
    await (await browser.newPage()).goto(url);
  } finally {
    await browser.close();
  }
}

const askStun = `async (port) => {
  const it = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:' + port }] });
  it.createDataChannel('x');
  await it.setLocalDescription(await it.createOffer());
  await new Promise((resolve) => setTimeout(resolve, 1000));
}`;

const guarded = ({ proxyUrl }: Tools) => (proxyUrl === null ? {} : { proxy: { server: proxyUrl } });

/** Playwright's own ways out: API requests, browsers and contexts of one's own, routes, CDP. */
export const playwrightAttacks: readonly Attack[] = [
  attack('page-request', 'guard', ({ page, url }) => page.request.post(url, { data: 'x' })),
  attack('context-request', 'guard', ({ context, url }) => context.request.put(url, { data: 'x' })),
  attack('context-request-delete', 'guard', ({ context, url }) => context.request.delete(url)),
  attack('api-context', 'guard', async (tools) => {
    const api = await tools.playwright.request.newContext(guarded(tools));
    await api.post(tools.url, { data: 'x', headers: { 'x-http-method-override': 'GET' } });
  }),
  attack('api-context-past-the-guard', 'seal', async ({ playwright, url }) => {
    const api = await playwright.request.newContext({ ignoreHTTPSErrors: true });
    await api.post(url, { data: 'x' });
  }),
  // Playwright hands it the run's proxy, whoever launches it.
  attack('own-browser', 'guard', (tools) => withBrowser(tools, {})),
  attack('own-browser-through-the-guard', 'guard', (tools) => withBrowser(tools, guarded(tools))),
  attack('own-browser-with-bypass', 'seal', (tools) =>
    withBrowser(
      tools,
      tools.proxyUrl === null ? {} : { proxy: { server: tools.proxyUrl, bypass: 'localhost' } },
    ),
  ),
  attack('web-rtc', 'seal', async ({ playwright, run, sink }) => {
    const args = ['--allow-loopback-in-peer-connection'];
    const browser = await playwright.chromium.launch({ executablePath: run.browser ?? '', args });
    try {
      await (await browser.newPage()).evaluate(`(${askStun})(${sink.ports.stun})`);
    } finally {
      await browser.close();
    }
  }),
  attack('own-context', 'guard', async ({ browser, url }) => {
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    await (await context.newPage()).goto(url);
  }),
  attack('own-context-with-bypass', 'seal', async ({ browser, url, proxyUrl }) => {
    const proxy = { server: proxyUrl ?? 'http://localhost:9', bypass: 'localhost' };
    const context = await browser.newContext({ proxy, ignoreHTTPSErrors: true });
    await (await context.newPage()).goto(url);
  }),
  attack('cdp-navigate', 'guard', async ({ context, page, url }) =>
    (await context.newCDPSession(page)).send('Page.navigate', { url }),
  ),
  attack('cdp-load-resource', 'guard', async ({ context, page, origin, url }) => {
    await page.goto(`${origin}/`);
    const session = await context.newCDPSession(page);
    const { frameTree } = await session.send('Page.getFrameTree');
    const options = { disableCache: true, includeCredentials: false };
    await session.send('Network.loadNetworkResource', { frameId: frameTree.frame.id, url, options });
  }),
  attack('cdp-new-target', 'guard', async ({ browser, url }) =>
    (await browser.newBrowserCDPSession()).send('Target.createTarget', { url }),
  ),
  attack('route-continue', 'guard', async ({ page, origin, url }) => {
    await page.route('**/pages/routed', (route) => route.continue({ url, method: 'POST' }));
    await page.goto(`${origin}/pages/routed`);
  }),
  attack('route-fetch', 'guard', async ({ page, origin, url }) => {
    await page.route('**/pages/routed', async (route) => {
      await route.fetch({ url, method: 'DELETE' });
    });
    await page.goto(`${origin}/pages/routed`);
  }),
  attack('unroute-all', 'guard', async ({ page, origin, url }) => {
    await page.route('**/*', (route) =>
      route.request().method() === 'GET' ? route.continue() : route.abort(),
    );
    await page.goto(`${origin}/`);
    await page.unrouteAll();
    await page.evaluate((to) => fetch(to, { method: 'POST' }), url);
  }),
];
