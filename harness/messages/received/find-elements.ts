import type { XmlElement } from '../xml-element.ts';
import type { WrittenElement } from '../xml/xml-document.ts';

/** The first element along a path of names, whatever their namespaces: formats mix those of their parts. */
export function along<E extends XmlElement>(from: E | undefined, ...names: readonly string[]): E | undefined {
  return names.reduce<E | undefined>(
    (at, name) => (at?.children as readonly E[] | undefined)?.find((child) => child.name === name),
    from,
  );
}

/** All elements of that name inside, at any depth, in order. */
export function within<E extends XmlElement>(from: E | undefined, name: string): readonly E[] {
  return ((from?.children ?? []) as readonly E[]).flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...within(child, name),
  ]);
}

/** All text inside in reading order, at any depth: what a reader sees of text with or without XHTML. */
export function readable(element: XmlElement | undefined): string {
  if (element === undefined || element.children.length === 0) return element?.text.trim() ?? '';
  return allText(element).replace(/\s+/g, ' ').trim();
}

// An element of which only the head was read has no order of content; its texts stand first then.
function allText(element: XmlElement & Partial<Pick<WrittenElement, 'content'>>): string {
  const content = element.content ?? [element.text, ...element.children];
  return content
    .map((part) => (typeof part === 'string' ? part : 'kind' in part ? '' : ` ${allText(part)} `))
    .join('');
}

/** Text at the end of a path without blanks around it; undefined where nothing stands. */
export function tokenAt(from: XmlElement | undefined, ...names: readonly string[]): string | undefined {
  return along(from, ...names)?.text.trim() || undefined;
}

/** Attribute `V` at the end of a path. */
export function valueAt(from: XmlElement | undefined, ...names: readonly string[]): string | undefined {
  return along(from, ...names)?.attributes['V']?.trim();
}
