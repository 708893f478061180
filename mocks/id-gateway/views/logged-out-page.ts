import { html, type Html } from '#harness/common/html.ts';
import { layout, type Brand } from './layout.ts';

export interface LoggedOut {
  readonly brand: Brand;
  /** Where clients are told of the logout. */
  readonly tell: readonly URL[];
  /** Where the person goes next. */
  readonly back: URL | undefined;
}

/** The page that tells clients of a logout (front channel), each in an iframe that nobody sees. */
export function loggedOutPage({ brand, tell, back }: LoggedOut): Html {
  return layout(
    brand,
    'Du er logget ut',
    html`<section class="card">
        <h1>Du er logget ut</h1>
        ${
          back === undefined
            ? html`<p>Du kan lukke denne siden.</p>`
            : html`<p><a href="${back.href}">Gå tilbake til tjenesten</a></p>`
        }
      </section>
      ${tell.map(({ href }) => html`<iframe src="${href}" title="Utlogging" hidden></iframe>`)}`,
  );
}
