import { html, type Html } from '#harness/common/html.ts';

const timeZone = 'Europe/Oslo';
const days = new Intl.DateTimeFormat('nb-NO', { timeZone, day: 'numeric', month: 'long', year: 'numeric' });
const times = new Intl.DateTimeFormat('nb-NO', { timeZone, hour: '2-digit', minute: '2-digit' });

/** «1. september 2026», in Norwegian time. */
export const day = (at: Date): Html => html`<time datetime="${at.toISOString()}">${days.format(at)}</time>`;

/** «1. september 2026 kl. 08:30», in Norwegian time. */
export const dayAndTime = (at: Date): Html =>
  html`<time datetime="${at.toISOString()}">${days.format(at)} kl. ${times.format(at)}</time>`;
