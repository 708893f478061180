/** Namespaces of a CPP and a CPA, to be declared on the root. */
export const cppaNamespaces = {
  'xmlns:tns': 'http://www.oasis-open.org/committees/ebxml-cppa/schema/cpp-cpa-2_0.xsd',
  'xmlns:xlink': 'http://www.w3.org/1999/xlink',
  'xmlns:ds': 'http://www.w3.org/2000/09/xmldsig#',
} as const;

/** Attributes of the CPPA namespace: its schema wants every one of them qualified. */
export const attributes = (values: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`tns:${name}`, value]));

/** Attributes of a link, beside others. */
export const link = (
  href: string,
  values: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> => ({
  ...attributes(values),
  'xlink:type': 'simple',
  'xlink:href': href,
});

/** A version as it stands in ids: 1.1 is v1p1. */
export const versionInId = (version: string): string => `v${version.replaceAll('.', 'p')}`;
