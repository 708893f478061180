import type { Page } from '@playwright/test';
import type { CitizenPortalDriver } from '#harness/common/drivers.ts';
import { HarnessError } from '#harness/errors.ts';

/** Reads the stand-in's pages as a citizen does. For a real portal, copy this and use that portal's words. */
export function createDriver({ origin }: { readonly origin: string }): CitizenPortalDriver {
  return {
    async startLogin(page) {
      await page.goto(`${origin}/`);
      await page.getByRole('link', { name: 'Logg inn' }).click();
    },
    async waitForInbox(page) {
      await page.waitForURL(`${origin}/**`);
      const heading = await page.getByRole('heading', { level: 1 }).innerText();
      if (heading !== 'Innboks') throw notLoggedIn(heading);
    },
    async inbox(page) {
      await page.goto(`${origin}/inbox`);
      await page.getByRole('heading', { name: 'Innboks', level: 1 }).waitFor();
      return page.locator('ul.letters > li').evaluateAll((entries) =>
        entries.map((entry) => {
          const link = entry.querySelector('a');
          return {
            title: link?.textContent?.trim() ?? '',
            href: link?.getAttribute('href') ?? '',
            msgId: entry.getAttribute('data-msg-id'),
          };
        }),
      );
    },
    async openLetter(page, href) {
      await page.goto(new URL(href, origin).href);
      const letter = page.getByRole('article');
      const attachments = page.getByRole('region', { name: 'Vedlegg' }).getByRole('link');
      return {
        title: (await letter.getByRole('heading', { level: 1 }).innerText()).trim(),
        senderName: ((await detail(page, 'Fra')).split(',')[0] ?? '').trim(),
        text: (await letter.locator('.text').innerText()).trim(),
        attachments: (await attachments.allInnerTexts()).map((text) => text.trim()),
      };
    },
    async attachmentLinks(page) {
      const links = await page.getByRole('region', { name: 'Vedlegg' }).getByRole('link').all();
      return Promise.all(links.map(async (link) => (await link.getAttribute('href')) ?? ''));
    },
    async fetchLink(page, href) {
      const response = await page.request.get(new URL(href, origin).href, { maxRedirects: 0 });
      const contentType = (response.headers()['content-type'] ?? '').split(';')[0] ?? '';
      return { status: response.status(), contentType: contentType.trim(), body: await response.body() };
    },
  };
}

/** The portal's own words say why: it shows no value of anybody's. */
const notLoggedIn = (heading: string): HarnessError =>
  new HarnessError(`The citizen portal let nobody in: it says «${heading}».`, {
    code: 'OBSERVATION_INVALID',
    stage: 'run',
    participant: 'citizen-portal',
    hint: 'Look at what the ID gateway says of the citizen: the portal needs pid, and the level high.',
  });

const detail = (page: Page, term: string): Promise<string> =>
  page
    .getByRole('article')
    .locator('dl > div', { has: page.getByRole('term').filter({ hasText: term }) })
    .getByRole('definition')
    .innerText();
