import type { APIRequestContext, Page } from '@playwright/test';
import type { Person } from './roster.ts';
import type { TestDatum } from './test-data.ts';

/**
 * A driver is how a scenario acts on a system under test. The stand-ins bring theirs (mocks/<p>/driver.ts); for a
 * real system the site writes a module that exports the same function and names it in the environment.
 */
export interface DriverContext {
  /** Goes through the guard. */
  readonly request: APIRequestContext;
  /** The participant's own https origin. */
  readonly origin: string;
}

/** The content of a letter, as people see it. */
export interface LetterContent {
  readonly title: string;
  readonly senderName: string;
  readonly text: string;
  readonly attachment: { readonly title: string; readonly fileName: string };
}

/** What the record system is asked to send. */
export interface LetterOrder extends LetterContent {
  readonly patient: Pick<Person, 'pid' | 'familyName' | 'middleName' | 'givenName'>;
  /** Default: the roster's party with the role `receiver`. */
  readonly receiverHerId?: string;
  /** The message's id (a GUID), for a system that lets its caller choose: then also a letter that fails is followed. */
  readonly msgId?: string;
  readonly attachmentBase64: string;
}

export type SendOutcome =
  | { readonly sent: true; readonly id: string; readonly msgId: string; readonly exchangeId: string }
  | { readonly sent: false; readonly code: string; readonly message: string };

/** What the sender sees of a letter that it sent. */
export interface SenderView {
  readonly outcome: string;
  readonly transport: string;
  readonly appRec: string | null;
  readonly deliveryReport: string | null;
}

export interface HospitalRecordsDriver {
  send(order: LetterOrder): Promise<SendOutcome>;
  /** By the id that send() gave, or that the standing record names. */
  view(id: string): Promise<SenderView>;
}

/** A letter at the portal, by what a person sees of it. */
export interface PortalLetter {
  readonly title: string;
  readonly senderName: string;
  readonly text: string;
  readonly attachments: readonly string[];
}

export interface CitizenPortalDriver {
  /** Opens the portal and follows its login to the ID gateway's first page. */
  startLogin(page: Page): Promise<void>;
  /** After the ID gateway: waits for the inbox. */
  waitForInbox(page: Page): Promise<void>;
  /** Titles by link of the letters in the inbox. */
  inbox(
    page: Page,
  ): Promise<readonly { readonly title: string; readonly href: string; readonly msgId: string | null }[]>;
  openLetter(page: Page, href: string): Promise<PortalLetter>;
  /** Status and media type of what a link gives to the person who is logged in. */
  fetchLink(
    page: Page,
    href: string,
  ): Promise<{ readonly status: number; readonly contentType: string; readonly body: Buffer }>;
  /** Links of the attachments on the page of the letter that is open. */
  attachmentLinks(page: Page): Promise<readonly string[]>;
}

export type LoginMethod = 'TestID' | 'MinID';
export type AssuranceLevel = 'substantial' | 'high';

export interface IdGatewayDriver {
  /** Fills in the login page that is open, for this person and level. */
  logIn(page: Page, person: Person, level: AssuranceLevel): Promise<void>;
  /** The form that the login page would post, for a login by API. */
  loginForm(person: Person, level: AssuranceLevel): Record<string, string>;
}

/** What a driver's `createEraser` gets: a way to the system, through the guard. */
export interface EraserContext {
  /** The participant's own https origin. */
  readonly origin: string;
  readonly fetch: (
    url: string,
    init?: { method?: string; headers?: Record<string, string>; body?: string },
  ) => Promise<{ readonly status: number; text(): Promise<string> }>;
  /** Whose data may be deleted: the synthetic people of the environment, and nobody else's. */
  readonly people: readonly Person[];
}

/** How a site's driver deletes test data in a real test system: what its module's `createEraser(context)` gives. */
export interface TestDataEraser {
  /** All that is kept of tests there. */
  list(): Promise<readonly TestDatum[]>;
  remove(): Promise<void>;
}
