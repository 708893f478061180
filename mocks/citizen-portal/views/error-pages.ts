import { html, type Html } from '#harness/common/html.ts';
import { shell } from './shell.ts';

interface Sorry {
  readonly title: string;
  readonly text: string;
  readonly way: { readonly href: string; readonly text: string };
  readonly person?: { readonly name: string | undefined };
}

const sorryPage = ({ title, text, way, person }: Sorry): Html =>
  shell({
    title,
    person,
    content: html`<section class="sorry">
      <h1>${title}</h1>
      <p class="lead">${text}</p>
      <a class="button" href="${way.href}">${way.text}</a>
    </section>`,
  });

const again = { href: '/login', text: 'Logg inn på nytt' };
const front = { href: '/', text: 'Til forsiden' };

/** For a letter that does not exist and for one that is somebody else's: nobody can tell which. */
export const notFoundPage = (name: string | undefined): Html =>
  sorryPage({
    title: 'Vi finner ikke siden',
    text: 'Brevet eller vedlegget finnes ikke i innboksen din.',
    way: { href: '/inbox', text: 'Til innboksen' },
    person: { name },
  });

export const loginRefusedPage = (reason: 'no-pid' | 'level-too-low'): Html =>
  sorryPage({
    title: 'Du får ikke tilgang',
    text:
      reason === 'no-pid'
        ? 'ID-porten oppga ikke hvem du er. Derfor kan vi ikke vise deg noen innboks.'
        : 'Du må logge inn på høyeste sikkerhetsnivå for å lese brev fra helsetjenesten.',
    way: again,
  });

export const loginFailedPage = (): Html =>
  sorryPage({
    title: 'Innloggingen ble ikke fullført',
    text: 'Den ble avbrutt, eller den tok for lang tid. Du er ikke logget inn.',
    way: again,
  });

export const loginDownPage = (): Html =>
  sorryPage({
    title: 'Innloggingen virker ikke nå',
    text: 'Vi får ikke kontakt med ID-porten. Prøv igjen om litt.',
    way: front,
  });

export const faultPage = (): Html =>
  sorryPage({
    title: 'Noe gikk galt hos oss',
    text: 'Siden kan ikke vises akkurat nå. Prøv igjen om litt.',
    way: front,
  });
