import type { Clock } from '#harness/common/clock.ts';
import type { TestDatum } from '#harness/common/test-data.ts';
import type { Eraser } from './eraser.ts';

/** What became of the test data in one place. */
export interface PurgedPlace {
  readonly place: string;
  /** How many of each kind were removed. */
  readonly removed: Readonly<Record<string, number>>;
  /** What the sentinel found there afterwards. */
  readonly left: readonly TestDatum[];
}

/** What was on its way when deletion began arrives after it: participants ask each other four times a second. */
const settleMs = 1_500;
const rounds = 5;

/**
 * Deletes everywhere, in the order given, and then looks for leftovers; looks again when everything had time to
 * arrive. What was found is deleted in another round, so that only what does not go is left after the last.
 */
export async function purge(erasers: readonly Eraser[], clock: Clock): Promise<readonly PurgedPlace[]> {
  const removed = new Map<Eraser, TestDatum[]>(erasers.map((eraser) => [eraser, []]));
  let left = new Map<Eraser, readonly TestDatum[]>();
  for (let round = 1; round <= rounds; round += 1) {
    for (const eraser of erasers) removed.get(eraser)?.push(...(await removeFrom(eraser)));
    left = await lookFor(removed);
    if (isEmpty(left)) {
      await clock.after(settleMs);
      left = await lookFor(removed);
    }
    if (isEmpty(left)) break;
  }
  return erasers.map((eraser) => ({
    place: eraser.place,
    removed: counted(removed.get(eraser) ?? []),
    left: left.get(eraser) ?? [],
  }));
}

/** Removes, and tells what went. */
async function removeFrom(eraser: Eraser): Promise<TestDatum[]> {
  const before = await eraser.list();
  await eraser.remove();
  const after = new Set((await eraser.list()).map(keyOf));
  return before.filter((datum) => !after.has(keyOf(datum)));
}

/** The sentinel. */
async function lookFor(
  removed: ReadonlyMap<Eraser, readonly TestDatum[]>,
): Promise<Map<Eraser, readonly TestDatum[]>> {
  const found = new Map<Eraser, readonly TestDatum[]>();
  for (const [eraser, data] of removed) found.set(eraser, await eraser.leftovers(data));
  return found;
}

const isEmpty = (left: ReadonlyMap<Eraser, readonly TestDatum[]>): boolean =>
  [...left.values()].every((data) => data.length === 0);

const keyOf = ({ kind, id }: TestDatum): string => `${kind} ${id}`;

const counted = (data: readonly TestDatum[]): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(data, ({ kind }) => kind)].map(([kind, { length }]) => [kind, length] as const),
  );
