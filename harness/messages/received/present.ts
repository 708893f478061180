type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** The object without the keys that have no value, so that "absent" has one form only. */
export function present<T extends object>(facts: T): Partial<Present<T>> {
  const kept: Partial<Record<keyof T, unknown>> = {};
  // Every party of every message comes by here.
  for (const key in facts) if (Object.hasOwn(facts, key) && facts[key] !== undefined) kept[key] = facts[key];
  return kept as Partial<Present<T>>;
}
