import { html, type Html } from '#harness/common/html.ts';

/** A table that scrolls inside its own box on a narrow screen, by keyboard too. */
export const table = (label: string, heads: readonly (string | Html)[], rows: readonly Html[]): Html =>
  html`<div class="scroll" tabindex="0" role="region" aria-label="${label}">
    <table>
      <thead>
        <tr>
          ${heads.map((head) => (typeof head === 'string' ? html`<th scope="col">${head}</th>` : head))}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;

/** A column head over figures. */
export const numberHead = (text: string): Html => html`<th scope="col" class="num">${text}</th>`;
