import type { APIRequestContext, Browser, BrowserContext, Request } from '@playwright/test';
import { listed, type ListedRequests } from '#harness/observation/listed-requests.schema.ts';

type Shown = ListedRequests['unanswered'][number];

/** Playwright's own list of what a scenario sent: the requests of every context of its browser, and of its API client. */
export class RequestList {
  #pending = new Map<Request, Shown>();
  #lists: ListedRequests[] = [];

  watchBrowser(browser: Browser): void {
    browser.on('context', (context) => this.#watchContext(context));
  }

  /** Lists what goes through `fetch`, as all other methods of Playwright's API client do. */
  watchApi(client: APIRequestContext): void {
    const fetch = client.fetch.bind(client);
    client.fetch = async (asked, options) => {
      const shown = typeof asked === 'string' ? show(options?.method ?? 'GET', asked) : showRequest(asked);
      try {
        const response = await fetch(asked, options);
        this.#lists.push(listed(shown, response.headers()));
        return response;
      } catch (error) {
        this.#lists.push(listed(shown, undefined));
        throw error;
      }
    };
  }

  /** The lists since they were last taken, as one. */
  take(): ListedRequests {
    const open = [...this.#pending.values()].map((shown) => listed(shown, undefined));
    const all = [...this.#lists, ...open];
    this.#pending = new Map();
    this.#lists = [];
    return joined(all);
  }

  #watchContext(context: BrowserContext): void {
    this.watchApi(context.request);
    context.on('request', (request) => {
      if (/^https?:/.test(request.url())) this.#pending.set(request, showRequest(request));
    });
    context.on('response', (response) => {
      const shown = this.#pending.get(response.request());
      if (shown === undefined) return;
      this.#pending.delete(response.request());
      // What a service worker answers, it asked for itself: that is listed too.
      if (!response.fromServiceWorker()) this.#lists.push(listed(shown, response.headers()));
    });
  }
}

const joined = (lists: readonly ListedRequests[]): ListedRequests => ({
  numbers: lists.flatMap(({ numbers }) => numbers),
  unanswered: lists.flatMap(({ unanswered }) => unanswered),
  refused: lists.reduce((sum, { refused }) => sum + refused, 0),
  unnumbered: lists.flatMap(({ unnumbered }) => unnumbered),
});

const show = (method: string, url: string): Shown => ({
  method,
  host: URL.canParse(url) ? hostOf(new URL(url)) : 'unknown',
});
const showRequest = (request: Request): Shown => show(request.method(), request.url());

/** With its port, as the ledger has it. */
const hostOf = ({ hostname, port, protocol }: URL): string =>
  `${hostname}:${port === '' ? (protocol === 'http:' ? 80 : 443) : port}`;
