import { messageInvalid } from '../message-invalid.ts';

type Scope = Readonly<Record<string, string>>;
const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';

const scopeOf = (facts: Scope): Record<string, string> =>
  Object.assign(Object.create(null) as Record<string, string>, facts);

/** What holds outside the root. */
export const outermostScope: Scope = scopeOf({ '': '', xml: xmlNamespace });

type Attributes = readonly (readonly [name: string, value: string])[];

/** The scope inside an element with these attributes. */
export function scopeWith(outer: Scope, attributes: Attributes): Scope {
  const declared = attributes.filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'));
  if (declared.length === 0) return outer;
  const scope = scopeOf(outer);
  for (const [name, value] of declared) {
    const prefix = name.slice('xmlns:'.length);
    const isReserved = prefix === 'xmlns' || (prefix === 'xml') !== (value === xmlNamespace);
    if (isReserved || (prefix !== '' && value === '')) throw notWellFormed('a namespace is declared wrongly');
    scope[prefix] = value;
  }
  return scope;
}

/** A name with its namespace; refuses a prefix that stands for none. Attributes without prefix have no namespace. */
export function resolve(
  written: string,
  scope: Scope,
  isAttribute: boolean,
): { readonly name: string; readonly namespace: string } {
  const colon = written.indexOf(':');
  if (colon === -1) return { name: written, namespace: isAttribute ? '' : (scope[''] ?? '') };
  const [prefix, name] = [written.slice(0, colon), written.slice(colon + 1)];
  const namespace = scope[prefix];
  if (namespace === undefined || prefix === '' || name === '' || name.includes(':')) {
    throw notWellFormed('a prefix stands for no namespace');
  }
  return { name, namespace };
}

const notWellFormed = (reason: string): Error =>
  messageInvalid(`The message is not well-formed XML: ${reason}.`);
