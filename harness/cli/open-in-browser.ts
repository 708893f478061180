import { chromium } from '@playwright/test';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endpointRefs, participantNames } from '#harness/common/participants.ts';
import { runContextSchema, type RunContext } from '#harness/environment/run-context.ts';
import { requireBrowser } from '#harness/environment/tools/find-browser.ts';
import { livingRuns } from '#harness/participants/sweep.ts';
import { runsHome } from '#harness/participants/run-file.ts';
import { HarnessError } from '../errors.ts';

/** The context of the newest run of this user that is up now, in mode test; of this environment file, if one is given. */
export function findOpenMocks(environmentFile?: string): RunContext | undefined {
  const contexts = livingRuns().flatMap((runId) => {
    const path = join(runsHome(), runId, 'context.json');
    if (!existsSync(path)) return [];
    return [runContextSchema.parse(JSON.parse(readFileSync(path, 'utf8')))];
  });
  return contexts
    .filter(({ mode, environmentFile: file }) => mode === 'test' && (environmentFile ?? file) === file)
    .sort((a, b) => b.runId.localeCompare(a.runId))[0];
}

/** Opens a participant in a browser window that goes through the guard, until the window is closed. */
export async function openInBrowser(
  context: RunContext,
  participant: string,
  interrupted: AbortSignal,
): Promise<void> {
  const name = participantNames.find((candidate) => candidate === participant);
  const origin = name === undefined ? undefined : context.origins[endpointRefs(name)[0] ?? name];
  if (origin === undefined) {
    throw new HarnessError('There is no participant of that name in the environment that is up.', {
      code: 'USAGE',
      stage: 'participants',
      hint: `One of: ${participantNames.join(', ')}`,
    });
  }
  const browser = await chromium
    .launch({
      headless: false,
      executablePath: requireBrowser({ headed: true }),
      proxy: { server: context.proxyUrl },
      args: [`--ignore-certificate-errors-spki-list=${context.caSpki}`, '--disable-features=Translate'],
    })
    .catch((cause: unknown) => {
      throw new HarnessError('The browser could not open a window.', {
        code: 'SETUP_MISSING',
        stage: 'setup',
        hint: 'Is there a screen (DISPLAY)? On a machine without one, use the proxy and CA that `mocks up` prints.',
        cause,
      });
    });
  interrupted.addEventListener('abort', () => void browser.close());
  const page = await browser.newPage({ viewport: null });
  await page.goto(origin);
  await new Promise<void>((resolve) => {
    page.on('close', () => resolve());
    browser.on('disconnected', () => resolve());
  });
  await browser.close();
}
