/** Markup that is safe to place in a page: made by html`…` alone. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

type Part = Html | string | number | undefined | false | readonly Part[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
// Control characters, lone surrogates and the marks that turn the reading direction have no place in a page.
// eslint-disable-next-line no-control-regex
const unfit = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g;

/** Text as it may stand in HTML or XML, in an element or in a quoted attribute. */
export const escapeMarkup = (text: string): string =>
  text
    .toWellFormed()
    .replace(unfit, '\ufffd')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '');

function toMarkup(part: Part): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Html) return part.markup;
  if (typeof part === 'string' || typeof part === 'number') return escapeMarkup(String(part));
  return part.map(toMarkup).join('');
}

/** A piece of a page. Every value is escaped unless it is markup already; lists are joined. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.map((text, index) => text + toMarkup(parts[index])).join(''));
}

/** Markup only if the condition holds. */
export const when = (condition: unknown, make: () => Html): Html | undefined =>
  condition ? make() : undefined;
