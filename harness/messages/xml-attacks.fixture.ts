/**
 * The attacks of OWASP's XML Security Cheat Sheet on any XML door, made of a good document.
 * @param good without an XML declaration
 * @param text a text in it that stands once, where entities are put
 */
export function xmlAttacks(good: string, text: string): Readonly<Record<string, Uint8Array>> {
  const [, root = ''] = /^<([\w:-]+)/.exec(good) ?? [];
  const bytes = (xml: string, encoding: BufferEncoding = 'utf8'): Uint8Array => Buffer.from(xml, encoding);
  const entity = (subset: string, reference = '&x;'): Uint8Array =>
    bytes(`<!DOCTYPE ${root} ${subset}>${good.replace(text, reference)}`);
  const declared = (encoding: string): string => `<?xml version="1.0" encoding="${encoding}"?>${good}`;
  const around = (inner: string): string => good.replace(text, inner);
  return {
    'external entity, file': entity('[<!ENTITY x SYSTEM "file:///etc/hostname">]'),
    'external entity, network': entity('[<!ENTITY x SYSTEM "http://127.0.0.1:9/">]'),
    'parameter entity': entity('[<!ENTITY % x SYSTEM "file:///etc/hostname"> %x;]', text),
    'external DTD': entity('SYSTEM "http://127.0.0.1:9/x.dtd"', text),
    'entity expansion': entity('[<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY x "&b;&b;&b;">]'),
    'quadratic blow-up': entity(`[<!ENTITY x "${'a'.repeat(20_000)}">]`, '&x;'.repeat(1000)),
    'recursive entity': entity('[<!ENTITY x "&y;"><!ENTITY y "&x;">]'),
    'entity without declaration': bytes(around('&x;')),
    'deep nesting': bytes(around(`${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`)),
    'two roots': bytes(good + good),
    'text after the root': bytes(`${good}x`),
    'an attribute twice': bytes(good.replace(`<${root} `, `<${root} q="1" q="2" `)),
    'a prefix that stands for nothing': bytes(good.replace(`<${root} `, `<${root} q:a="1" `)),
    'UTF-7 by declaration': bytes(declared('UTF-7')),
    'UTF-16 by declaration alone': bytes(declared('UTF-16')),
    'UTF-16 in bytes, UTF-8 by declaration': Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      bytes(declared('UTF-8'), 'utf16le'),
    ]),
    'Latin-1 bytes': bytes(around('æøå'), 'latin1'),
    'a character that XML forbids': bytes(around('&#0;')),
  };
}
