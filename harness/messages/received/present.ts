type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** The object without the keys that have no value, so that "absent" has one form only. */
export function present<T extends object>(facts: T): Partial<Present<T>> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Partial<
    Present<T>
  >;
}
