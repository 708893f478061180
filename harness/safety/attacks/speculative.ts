import { requireBrowser } from '#harness/environment/tools/find-browser.ts';
import { systemClock } from '#harness/common/clock.ts';
import { inPage, type Attack } from '../attack.ts';

const html = (id: string, markup: string): Attack =>
  inPage(id, `document.body.append(document.createRange().createContextualFragment(\`${markup}\`))`);

/** Only a whole browser connects ahead, with a profile that it keeps: no headless shell does, and no context of one's own. */
const preconnect: Attack = {
  id: 'preconnect',
  by: 'guard',
  attempt: async ({ playwright, sink, proxyUrl }) => {
    const context = await playwright.chromium.launchPersistentContext('', {
      executablePath: requireBrowser({ headed: true }),
      // Its own errands are for no name server.
      args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1'],
      ignoreHTTPSErrors: true,
      ...(proxyUrl === null ? {} : { proxy: { server: proxyUrl } }),
    });
    try {
      // Of no address: for one, such a browser would ask for an icon too, and be denied that.
      const page = await context.newPage();
      await page.setContent(`<link rel=preconnect href="https://localhost:${sink.ports.preconnect}">`);
      // Nothing tells a page that it was connected.
      await systemClock.after(1_500);
    } finally {
      await context.close();
    }
  },
};

/** What a browser fetches before, beside or after a page without being asked by a script. */
export const speculativeAttacks: readonly Attack[] = [
  html('prefetch', '<link rel=prefetch href="${url}">'),
  html('preload', '<link rel=preload as=fetch crossorigin href="${url}">'),
  preconnect,
  html('module-preload', '<link rel=modulepreload href="${url}">'),
  html(
    'prerender',
    '<script type=speculationrules>{"prerender":[{"source":"list","urls":["${url}"]}]}</script>',
  ),
  html(
    'prefetch-by-rule',
    '<script type=speculationrules>{"prefetch":[{"source":"list","urls":["${url}"]}]}</script>',
  ),
  html('image', '<img src="${url}">'),
  html('image-from-elsewhere', '<img src="http://localhost:${ports.http}/${mark}">'),
  html('script', '<script src="${url}"></script>'),
  html('style', '<link rel=stylesheet href="${url}">'),
  html('style-import', '<style>@import "${url}"</style>'),
  html('frame', '<iframe src="${url}"></iframe>'),
  html('object', '<object data="${url}"></object>'),
  html('video', '<video preload=auto src="${url}"></video>'),
  html('meta-refresh', '<meta http-equiv=refresh content="0;url=${url}">'),
  inPage('csp-report', `location.href = '/pages/csp-' + mark`),
  inPage('dynamic-import', `await import(url)`),
  inPage('web-transport', `await new WebTransport('https://127.0.0.1:' + ports.quic + '/').ready`, 'seal'),
];
