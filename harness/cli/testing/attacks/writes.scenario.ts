import type { RunContext } from '#harness/environment/run-context.ts';
import { openJournal } from '#harness/run/journal.ts';
import { about, expect, scenario } from '#harness/run/scenario.ts';

/**
 * Attempts to write, as a scenario might make them by mistake. Run in test they arrive (the control); run in verify
 * the guard denies each, the participants never see it, and the run ends 4.
 */
const chain = {
  name: 'attack',
  title: { nb: 'Forsøk på å skrive', en: 'Attempts to write' },
  participants: ['hospital-records', 'citizen-portal'],
  hops: [],
} as const;
const details = about({ chain, requirements: ['T2'] });
const since = new Date();

scenario('page.request.post', details, async ({ page, run }) => {
  const response = await page.request.post(`${origin(run, 'hospital-records')}/letters`, { data: {} });
  expect(response.headers()['x-verdikjede-guard']).toBe(run.mode === 'verify' ? 'denied' : undefined);
  expect(await arrived(run)).toBe(run.mode === 'test');
});

scenario('fetch in the page', details, async ({ page, run }) => {
  // A page of the same origin that, unlike the record system's own, lets scripts connect.
  await page.goto(`${origin(run, 'hospital-records')}/letters/none`);
  const status = await page.evaluate(() =>
    fetch('/letters', { method: 'POST' }).then((answer) => answer.status),
  );
  expect(status === 403).toBe(run.mode === 'verify');
  expect(await arrived(run)).toBe(run.mode === 'test');
});

scenario('a form post', details, async ({ page, run }) => {
  await page.setContent(
    `<form method="post" action="${origin(run, 'hospital-records')}/letters"><button>Send</button></form>`,
  );
  await page.getByRole('button').click();
  await page.waitForURL(/letters/);
  expect(await arrived(run)).toBe(run.mode === 'test');
});

scenario('fetch from Node through the harness’s client', details, async ({ call, run }) => {
  const attempt = call('hospital-records', '/letters', { method: 'POST', data: '{}' });
  if (run.mode === 'verify') await expect(attempt).rejects.toThrow('denied');
  else expect((await attempt).status()).toBeGreaterThan(0);
  expect(await arrived(run)).toBe(run.mode === 'test');
});

const origin = (run: { origins: Record<string, string> }, ref: string): string => run.origins[ref] ?? '';

/** Whether the record system was asked to send a letter. The journal is asked past the guard, which the seal prevents. */
async function arrived(run: RunContext): Promise<boolean> {
  const journal = openJournal(run.wiremockAdminUrl ?? '');
  if (run.sealed) {
    await expect(journal.unexpected(since)).rejects.toThrow();
    return false;
  }
  const seen = await journal.ofOperation('hospital-records', 'send-letter', since);
  return seen.length > 0;
}
