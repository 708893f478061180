import { markOf, type Attack } from '../attack.ts';

/** What a page still sends when it is left. Playwright lists none of it. */
const whenLeaving = (id: string, script: string): Attack => ({
  id,
  by: 'guard',
  attempt: async ({ page, origin, url }) => {
    await page.goto(`${origin}/`);
    await page.evaluate(`{ const url = ${JSON.stringify(url)}; ${script} }`);
    await page.goto(`${origin}/pages/${markOf(id)}`);
    await page.close();
  },
});

export const unloadAttacks: readonly Attack[] = [
  whenLeaving('beacon-on-unload', `addEventListener('pagehide', () => navigator.sendBeacon(url, 'x'))`),
  whenLeaving(
    'keepalive-on-unload',
    `addEventListener('pagehide', () => { fetch(url, { method: 'POST', keepalive: true, body: 'x' }) })`,
  ),
  whenLeaving(
    'beacon-when-hidden',
    `document.addEventListener('visibilitychange', () => navigator.sendBeacon(url, 'x'))`,
  ),
  whenLeaving('fetch-later', `fetchLater(url, { method: 'POST', body: 'x' })`),
  whenLeaving('beacon', `navigator.sendBeacon(url, 'x')`),
  whenLeaving(
    'ping',
    `document.body.innerHTML = '<a ping="' + url + '" href="#">x</a>'; document.querySelector('a').click()`,
  ),
];
