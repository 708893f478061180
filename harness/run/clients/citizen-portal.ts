import { test, type Browser, type BrowserContext, type Page, type Response } from '@playwright/test';
import type {
  AssuranceLevel,
  CitizenPortalDriver,
  IdGatewayDriver,
  PortalLetter,
} from '#harness/common/drivers.ts';
import type { Person } from '#harness/common/roster.ts';
import { waitUntil } from '#harness/common/wait-until.ts';
import { HarnessError } from '../../errors.ts';
import type { SentLetter } from '../subjects.ts';
import { assertUp } from './api.ts';

/** The portal as one citizen who is logged in sees it, in a browser of their own. */
export interface PortalSession {
  readonly page: Page;
  /** The letter's entry in the inbox; waits for it. */
  entryOf(letter: SentLetter): Promise<{ title: string; href: string }>;
  hasInInbox(letter: SentLetter): Promise<boolean>;
  open(href: string): Promise<PortalLetter>;
  attachmentLinks(): Promise<readonly string[]>;
  fetchLink(href: string): Promise<{ status: number; contentType: string; body: Buffer }>;
}

export interface CitizenPortalClient {
  signIn(role: string, level?: AssuranceLevel): Promise<PortalSession>;
  /** Closes the browser contexts of all who are signed in. */
  close(): Promise<void>;
}

interface PortalContext {
  readonly browser: Browser;
  readonly person: (role: string) => Person;
  readonly portal: () => Promise<CitizenPortalDriver>;
  readonly idGateway: () => Promise<IdGatewayDriver>;
  /** Which participant a host belongs to. */
  readonly participantAt: (host: string) => string;
  /** Lets the evidence know of the session's failures. */
  readonly watch: (session: PortalSession) => PortalSession;
}

export function createCitizenPortalClient(context: PortalContext): CitizenPortalClient {
  const opened: BrowserContext[] = [];
  return {
    close: async () => {
      await Promise.all(opened.map((browserContext) => browserContext.close()));
    },
    signIn: (role, level = 'high') =>
      test.step(`${role} logs in at the citizen portal`, async () => {
        const browserContext = await context.browser.newContext({ locale: 'nb-NO' });
        opened.push(browserContext);
        const page = await browserContext.newPage();
        const driver = await context.portal();
        const logIn = async (): Promise<void> => {
          await driver.startLogin(page);
          await (await context.idGateway()).logIn(page, context.person(role), level);
          await driver.waitForInbox(page);
        };
        await Promise.race([logIn(), outage(page, context.participantAt)]);
        return context.watch(portalSession(page, driver));
      }),
  };
}

/**
 * Rejects as soon as a page that is opened shows that its participant is down, or that the guard denied it: nobody
 * need wait for what cannot come.
 */
function outage(page: Page, participantAt: (host: string) => string): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  page.on('response', (response: Response) => {
    if (!response.request().isNavigationRequest()) return;
    const participant = participantAt(new URL(response.url()).host);
    try {
      assertUp({ participant, status: response.status(), headers: response.headers() });
    } catch (error) {
      reject(error);
    }
  });
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? 'no answer';
    // A navigation that gives way to another one is no failure.
    if (!request.isNavigationRequest() || reason === 'net::ERR_ABORTED') return;
    reject(cannotOpen(participantAt(new URL(request.url()).host), reason));
  });
  // When the login is through, nobody listens any more.
  promise.catch(() => undefined);
  return promise;
}

function cannotOpen(participant: string, reason: string): HarnessError {
  const isOurs = reason.includes('ERR_NETWORK_CHANGED');
  return new HarnessError(`The browser could not open a page of ${participant}: ${reason}.`, {
    code: 'PARTICIPANT_DOWN',
    stage: 'run',
    participant,
    hint: isOurs
      ? 'A network interface of this machine came or went (container, VPN, Wi-Fi): run again when it is at rest.'
      : 'Ask its owner. What could not be observed is reported as not comparable, never as the same.',
  });
}

function portalSession(page: Page, driver: CitizenPortalDriver): PortalSession {
  const find = async (letter: SentLetter) =>
    (await driver.inbox(page)).find((entry) => entry.msgId === letter.msgId);
  return {
    page,
    entryOf: (letter) =>
      waitUntil({
        what: `the letter in the inbox of ${letter.citizen}`,
        participant: 'citizen-portal',
        timeoutMs: 10_000,
        everyMs: 250,
        look: () => find(letter),
      }),
    hasInInbox: async (letter) => (await find(letter)) !== undefined,
    open: (href) => driver.openLetter(page, href),
    attachmentLinks: () => driver.attachmentLinks(page),
    fetchLink: (href) => driver.fetchLink(page, href),
  };
}
