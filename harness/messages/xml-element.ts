/** An element of a message: names without prefix, namespaces resolved, foreign attributes left out. */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  /** Attributes without a namespace, which is where our formats keep their values. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The element's own text, exact. */
  readonly text: string;
}

/** Child elements of that name in the parent's own namespace, wherever they stand. */
export function childrenOf<E extends XmlElement>(parent: E | undefined, name: string): readonly E[] {
  const children = (parent?.children ?? []) as readonly E[];
  return children.filter((child) => child.name === name && child.namespace === parent?.namespace);
}

/** The first such child. */
export function childOf<E extends XmlElement>(parent: E | undefined, name: string): E | undefined {
  const children = (parent?.children ?? []) as readonly E[];
  return children.find((child) => child.name === name && child.namespace === parent?.namespace);
}

/** Exact text of the first such child. */
export function textOf(parent: XmlElement | undefined, name: string): string | undefined {
  return childOf(parent, name)?.text;
}

/** Text of the first such child without blanks around it: for ids, codes and instants. */
export function tokenOf(parent: XmlElement | undefined, name: string): string | undefined {
  return textOf(parent, name)?.trim();
}

/** Attribute `V` (or another) of the first such child without blanks around it. */
export function codeOf(parent: XmlElement | undefined, name: string, attribute = 'V'): string | undefined {
  return childOf(parent, name)?.attributes[attribute]?.trim();
}
