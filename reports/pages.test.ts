import { AxeBuilder } from '@axe-core/playwright';
import { chromium, expect, test, type Browser } from '@playwright/test';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aScenario } from '#harness/comparison/record-builder.ts';
import { requireBrowser } from '#harness/environment/tools/find-browser.ts';
import { aLoadRecord, aReport } from './report-fixture.ts';
import { writeReport } from './write-report.ts';

let browser: Browser;
// Its own folder: these tests take a while, and another run may empty Playwright's meanwhile.
let root: string;
const folderFor = (test: { testId: string }): string => join(root, test.testId, 'latest');

test.beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'verdikjede-pages-'));
  browser = await chromium.launch({ executablePath: requireBrowser() });
});
test.afterAll(async () => {
  await browser.close();
  rmSync(root, { recursive: true, force: true });
});

async function openReport(
  input: Parameters<typeof writeReport>[1],
  folder: string,
  javaScriptEnabled = true,
) {
  await writeReport(folder, input);
  const context = await browser.newContext({ javaScriptEnabled });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  return { context, page, asked, open: (file: string) => page.goto(`file://${join(folder, file)}`) };
}

test.describe('the report pages in a browser', () => {
  for (const [name, wanted] of [
    ['green', {}],
    ['with drift and a message that stopped', { daysLeftInVerify: 3, stoppedAt: 'send' }],
  ] as const) {
    test(`every page, ${name}, in both languages passes axe (WCAG 2.2 AA) and loads nothing`, async ({}, info) => {
      const folder = folderFor(info);
      const input = aReport(wanted);
      const report = await openReport({ ...input, records: [...input.records, aLoadRecord()] }, folder);
      const pages = readdirSync(folder).filter((file) => file.endsWith('.html'));
      expect(pages).toHaveLength(12);
      for (const file of pages) {
        await report.open(file);
        await report.page.evaluate(() =>
          document.querySelectorAll('details').forEach((one) => (one.open = true)),
        );
        const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
        const { violations } = await new AxeBuilder({ page: report.page }).withTags(tags).analyze();
        expect(
          violations.map(({ id, nodes }) => [file, id, nodes[0]?.html]),
          file,
        ).toEqual([]);
      }
      expect(report.asked.filter((url) => !url.startsWith('file:'))).toEqual([]);
      await report.context.close();
    });
  }

  test('without JavaScript: verdict, chain, the stop with its XML one click away, the other language', async ({}, info) => {
    const report = await openReport(aReport({ stoppedAt: 'apprec' }), folderFor(info), false);
    const { page } = report;
    await report.open('index.html');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/1 feil hos Meldingsutveksling/);
    await expect(
      page.getByRole('heading', { name: 'Kjeden: Brev fra sykehuset til innbyggeren' }),
    ).toBeVisible();
    const hops = page.locator('.chain > ol > li');
    await expect(hops).toHaveCount(7);
    await expect(hops.nth(1)).toContainText('Test: kom fram');
    await expect(hops.nth(1)).toContainText('Verifisering: ikke prøvd');
    await expect(hops.nth(4)).toContainText('Meldingen stoppet her.');
    await expect(hops.nth(5)).toContainText('Test: ikke nådd');
    const xml = page.getByText('<MsgHead');
    await expect(xml).toBeHidden();
    await hops.nth(4).getByText('sender brevet – sendt (MsgHead)').click();
    await expect(xml).toBeVisible();
    await hops.nth(4).getByText('svarer med applikasjonskvittering (AppRec) – sendt (AppRec)').click();
    await expect(page.getByText('<AppRec')).toBeVisible();

    await page.getByRole('link', { name: 'English' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/1 failure at Message exchange/);
    await page.getByRole('link', { name: 'Comparison', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Do people see the same?' })).toBeVisible();
    await report.context.close();
  });

  test('what differs shows expected, seen and owner', async ({}, info) => {
    const report = await openReport(aReport({ titleInVerify: 'Time på Ås' }), folderFor(info), false);
    await report.open('comparison.html');
    const row = report.page.getByRole('row').filter({ hasText: 'inbox entry' }).first();
    await expect(row).toContainText('/0/title');
    await expect(row).toContainText('Innkalling til undersøkelse på Ålesund sjukehus');
    await expect(row).toContainText('Time på Ås');
    await expect(row).toContainText('Innbyggerportal');
    await report.context.close();
  });

  test('a value that is markup stays text', async ({}, info) => {
    const input = aReport();
    const evil = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`;
    const scenario = aScenario(evil, { [evil]: { [evil]: evil } }, { status: 'failed', reason: evil });
    const [first, ...rest] = input.records;
    const records = first ? [{ ...first, scenarios: [scenario] }, ...rest] : [];
    const report = await openReport({ ...input, records }, folderFor(info));
    for (const file of ['index.html', 'run-test-20261122-080000.html']) {
      await report.open(file);
      expect(await report.page.title()).not.toContain('owned');
      expect(await report.page.locator('script, img').count()).toBe(0);
    }
    await report.context.close();
  });

  test('prints, and fits a narrow screen without scrolling sideways', async ({}, info) => {
    const report = await openReport(aReport({ stoppedAt: 'send' }), folderFor(info));
    await report.open('index.html');
    await report.page.setViewportSize({ width: 1280, height: 700 });
    const boxes = await report.page
      .locator('.boxes li')
      .evaluateAll((all) => all.map((box) => [box.innerHTML, box.scrollWidth - box.clientWidth] as const));
    expect(boxes.filter(([, tooWide]) => tooWide > 0)).toEqual([]);
    await report.page.setViewportSize({ width: 360, height: 700 });
    const width = await report.page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
    const pdf = await report.page.pdf({ format: 'A4' });
    expect(pdf.length).toBeGreaterThan(10_000);
    await report.context.close();
  });
});
