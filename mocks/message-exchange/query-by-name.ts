/**
 * A query by names in lower case: clients spell them in any. A name that stands there several times, however it is
 * spelled, has all its values; an empty value counts as absent where `mayBeEmpty` has the name.
 */
export function queryByName(
  query: Readonly<Record<string, unknown>>,
  mayBeEmpty: ReadonlySet<string> = new Set(),
): Record<string, unknown> {
  const given = new Map<string, unknown[]>();
  for (const [key, value] of Object.entries(query)) {
    const name = key.toLowerCase();
    const filled = [value].flat().filter((one) => one !== '' || !mayBeEmpty.has(name));
    if (filled.length > 0) given.set(name, [...(given.get(name) ?? []), ...filled]);
  }
  return Object.fromEntries(
    [...given].map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  );
}
