import { html, type Html } from '#harness/common/html.ts';
import { shell } from './shell.ts';

export const notFoundPage = (hospital: string): Html =>
  shell(
    hospital,
    'Brevet finnes ikke',
    html`<h1>Brevet finnes ikke</h1>
      <p>Det er ikke blant de sendte brevene.</p>
      <p><a href="/">Sendte brev</a></p>`,
  );
