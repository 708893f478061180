const tokens = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(?:"[^"]*"|'[^']*'|[^>"'])*>|[^<]+/g;
const isElement = (token: string): boolean => /^<[^!?]/.test(token);
const opens = (token: string): boolean => /^<[^/!?]/.test(token) && !token.endsWith('/>');
const closes = (token: string): boolean => token.startsWith('</');
/** Several elements on one line, and a long one: nobody reads that. */
const isCrowded = (line: string): boolean =>
  line.length > 120 && (line.match(tokens) ?? []).filter(isElement).length > 3;

function indented(parts: readonly string[]): string {
  const lines: string[] = [];
  let depth = 0;
  for (let i = 0; i < parts.length; i += 1) {
    const part = parts[i] ?? '';
    if (closes(part)) depth = Math.max(0, depth - 1);
    const [text = '', end = ''] = [parts[i + 1], parts[i + 2]];
    // An element that has text alone, or nothing, stays on one line.
    const whole = !opens(part)
      ? [part]
      : closes(text)
        ? [part, text]
        : closes(end) && !text.startsWith('<')
          ? [part, text, end]
          : [part];
    lines.push('  '.repeat(depth) + whole.join(''));
    i += whole.length - 1;
    if (opens(part) && whole.length === 1) depth += 1;
  }
  return lines.join('\n');
}

/** A message as people can read it: XML or JSON that stands on one line is indented; all else stays as it is. */
export function pretty(text: string): string {
  const start = text.trimStart();
  if (start.startsWith('{') || start.startsWith('[')) {
    try {
      return JSON.stringify(JSON.parse(start), null, 2);
    } catch {
      return text;
    }
  }
  const parts = start.match(tokens) ?? [];
  if (parts.join('') !== start || !start.split('\n').some(isCrowded)) return text;
  return indented(parts.map((part) => part.trim()).filter((part) => part !== ''));
}

/** What a message is, by its root: `MsgHead`, `AppRec`, `SOAP`, `JSON`. */
export function kindOf(text: string): string {
  if (/^\s*[[{]/.test(text)) return 'JSON';
  const root = /<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)/.exec(text)?.[1] ?? '';
  return root === 'Envelope' ? 'SOAP' : root;
}
