import https from 'node:https';
import { once } from 'node:events';
import type { Attack } from '../attack.ts';

/** All ways at once, when nobody judges any more. */
export const guardKilled: Attack = {
  id: 'guard-killed-in-the-middle',
  by: 'seal',
  attempt: async ({ page, playwright, url }) => {
    const straight = https.request(url, { method: 'POST', rejectUnauthorized: false }).end();
    const api = await playwright.request.newContext({ ignoreHTTPSErrors: true });
    await Promise.allSettled([
      once(straight, 'response'),
      api.post(url),
      page.request.post(url),
      page.goto(url),
    ]);
  },
};
