// Posts by page.request, in a process that trusts the CA of NODE_EXTRA_CA_CERTS: that is read at a process's start.
import process from 'node:process';
import { chromium } from '@playwright/test';

const [url, server, executablePath] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, proxy: { server } });
try {
  const page = await browser.newPage();
  const response = await page.request.post(url, { data: 'x' });
  process.stdout.write(String(response.status()));
} finally {
  await browser.close();
}
