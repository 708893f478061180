import { z } from 'zod';

// XML 1.0 has no way to write these, not even as a character reference.
// eslint-disable-next-line no-control-regex
const illegal = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

/** Whether the text has a character that XML 1.0 has no way to write. */
export const hasIllegalCharacter = (text: string): boolean => illegal.test(text);

/** Whether XML 1.0 can carry the text: no control characters, no half surrogate pairs. */
export const isXmlText = (text: string): boolean => !hasIllegalCharacter(text) && text.isWellFormed();

/** Text that XML 1.0 can carry. */
export const xmlText = z.string().refine(isXmlText, 'must not have characters that XML 1.0 forbids');

/** Text with something to read in it. */
export const filledXmlText = xmlText.refine((text) => text.trim() !== '', 'must not be blank');
