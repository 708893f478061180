import { chromium } from '@playwright/test';
import { HarnessError } from '../../errors.ts';
import { processEnvironment } from '../process-environment.ts';
import { findProgram, isExecutable } from './find-program.ts';

/** Headless shells first: they send nothing of their own accord. */
const onPath = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];
const installed = [
  '/usr/lib/chromium/chromium-headless-shell',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * Path of the browser to use: the one named in VERDIKJEDE_BROWSER, Playwright's own, or the system's Chromium or
 * Chrome; `headed` passes over the headless shells. Undefined when there is none.
 */
export function findBrowser({ headed = false }: { headed?: boolean } = {}): string | undefined {
  const named = processEnvironment().VERDIKJEDE_BROWSER;
  if (named !== undefined) return named;
  const found = [chromium.executablePath(), ...onPath.map((name) => findProgram(name)), ...installed];
  return found.find(
    (path) => path !== undefined && isExecutable(path) && !(headed && path.includes('headless')),
  );
}

/** As findBrowser(); throws SETUP_MISSING with the command that gets one. */
export function requireBrowser(options: { headed?: boolean } = {}): string {
  const path = findBrowser(options);
  if (path !== undefined && isExecutable(path)) return path;
  const named = processEnvironment().VERDIKJEDE_BROWSER;
  throw new HarnessError(
    named === undefined ? 'No browser was found.' : 'VERDIKJEDE_BROWSER names no program that can be run.',
    { code: 'SETUP_MISSING', stage: 'setup', hint: howToGetBrowser() },
  );
}

/** The command that gets a browser on this system. */
export function howToGetBrowser(): string {
  if (process.platform === 'linux' && findProgram('apt-get') !== undefined) {
    return 'Install one: apt-get install -y chromium-headless-shell (or npx playwright install chromium).';
  }
  return 'Install one: npx playwright install chromium (or install Google Chrome).';
}
