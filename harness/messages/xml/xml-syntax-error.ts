import type { HarnessError } from '../../errors.ts';
import { messageInvalid } from '../message-invalid.ts';

/** The entities that XML has without a DOCTYPE; sax would also take those of HTML. */
export const xmlEntities: Readonly<Record<string, string>> = Object.assign(
  Object.create(null) as Record<string, string>,
  { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" },
);

// sax puts the position into its message, the line counted from 0.
const position = /^(?<reason>[^\n]*)\nLine: (?<line>\d+)\nColumn: (?<column>\d+)/;

/** What sax says about broken XML, with line and column as an editor counts them, without the text it stumbled on. */
export function xmlSyntaxError(error: unknown): HarnessError {
  const text = error instanceof Error ? error.message : '';
  const { reason = '', line = '0', column = '0' } = position.exec(text)?.groups ?? {};
  const kind = reason.split(/[:"'<.]/, 1)[0]?.trim() ?? '';
  const where = `line ${Number(line) + 1}, column ${Number(column)}`;
  return messageInvalid(`The message is not well-formed XML at ${where}: ${kind || 'it ends too early'}.`);
}
