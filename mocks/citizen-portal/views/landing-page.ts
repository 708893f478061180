import { html, type Html } from '#harness/common/html.ts';
import { shell } from './shell.ts';

/** The first page: the only one that asks for nothing. */
export const landingPage = (person: { name: string | undefined } | undefined): Html =>
  shell({
    title: 'Post fra helsetjenesten',
    person,
    content: html`<section class="hero">
        <h1>Post fra helsetjenesten, trygt samlet på ett sted</h1>
        <p class="lead">
          Her leser du innkallinger, svar og annen informasjon fra sykehus og andre som gir deg helsehjelp.
        </p>
        ${
          person === undefined
            ? html`<a class="button" href="/login">Logg inn</a>`
            : html`<a class="button" href="/inbox">Gå til innboksen</a>`
        }
      </section>
      <section class="facts" aria-label="Om portalen">
        <div>
          <h2>Bare for deg</h2>
          <p>Du logger inn med ID-porten på høyeste sikkerhetsnivå. Ingen andre kan se brevene dine.</p>
        </div>
        <div>
          <h2>Brev med vedlegg</h2>
          <p>Brevet ligger i innboksen så snart sykehuset har sendt det. Vedlegg åpner du som PDF.</p>
        </div>
        <div>
          <h2>Avsender får beskjed</h2>
          <p>Sykehuset får en leveringsrapport når brevet er kommet fram til deg.</p>
        </div>
      </section>`,
  });
