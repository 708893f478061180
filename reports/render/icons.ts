import { Html } from '#harness/common/html.ts';

/** What a mark means; each has its own shape, colour and word, so that none depends on colour alone. */
export type Tone = 'good' | 'warn' | 'bad' | 'stuck' | 'quiet';

const shapes: Readonly<Record<Tone, string>> = {
  good: '<circle cx="12" cy="12" r="10"/><path d="m7.2 12.4 3.3 3.3 6.4-7" fill="none"/>',
  warn: '<path d="M12 2.6 22.4 21H1.6Z"/><path d="M12 9.4v5.2M12 17.4v.6" fill="none"/>',
  bad: '<path d="M7.8 2h8.4L22 7.8v8.4L16.2 22H7.8L2 16.2V7.8Z"/><path d="m8.4 8.4 7.2 7.2m0-7.2-7.2 7.2" fill="none"/>',
  stuck: '<rect x="2" y="2" width="20" height="20" rx="5"/><path d="M9.2 8v8m5.6-8v8" fill="none"/>',
  quiet: '<circle cx="12" cy="12" r="10"/><path d="M7.5 12h9" fill="none"/>',
};

/** A small drawn mark; hidden from screen readers, since the word always stands beside it. */
export const icon = (tone: Tone): Html =>
  new Html(
    `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${shapes[tone]}</svg>`,
  );
