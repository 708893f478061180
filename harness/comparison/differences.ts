import type { Difference, Json } from './comparison.ts';

/** Says for a pointer whether the list there is a set: order and repetition then mean nothing. */
export type IsSet = (pointer: string) => boolean;

const noSets: IsSet = () => false;
const isObject = (value: Json): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const step = (pointer: string, key: string): string =>
  `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** `string`, `number`, `boolean`, `null`, `list`, `object`; `nothing` for an absent value. */
export function shapeOf(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return typeof value;
}

/** The same text for the same value, whatever the order of its keys. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key] as Json)}`);
  return `{${members.join(',')}}`;
}

function member(side: 'expected' | 'seen', pointer: string, value: Json): Difference {
  return side === 'expected' ? { pointer, expected: value } : { pointer, seen: value };
}

function setDifferences(expected: Json[], seen: Json[], pointer: string): Difference[] {
  const left = new Map(expected.map((value) => [canonical(value), value]));
  const right = new Map(seen.map((value) => [canonical(value), value]));
  const at = (value: Json) => step(pointer, typeof value === 'string' ? value : canonical(value));
  return [
    ...[...left].filter(([key]) => !right.has(key)).map(([, value]) => member('expected', at(value), value)),
    ...[...right].filter(([key]) => !left.has(key)).map(([, value]) => member('seen', at(value), value)),
  ];
}

/**
 * Every place where two values differ, as deep as they have the same shape. A list longer on one side gives
 * one difference per surplus element.
 */
export function differences(expected: Json, seen: Json, isSet = noSets, pointer = ''): Difference[] {
  if (Array.isArray(expected) && Array.isArray(seen)) {
    if (isSet(pointer)) return setDifferences(expected, seen, pointer);
    return Array.from({ length: Math.max(expected.length, seen.length) }).flatMap((_, index) =>
      between(expected[index], seen[index], isSet, step(pointer, String(index))),
    );
  }
  if (isObject(expected) && isObject(seen)) {
    const own = (value: { [key: string]: Json }, key: string) =>
      Object.hasOwn(value, key) ? value[key] : undefined;
    const keys = [...new Set([...Object.keys(expected), ...Object.keys(seen)])].sort();
    return keys.flatMap((key) => between(own(expected, key), own(seen, key), isSet, step(pointer, key)));
  }
  return expected === seen ? [] : [{ pointer, expected, seen }];
}

function between(
  expected: Json | undefined,
  seen: Json | undefined,
  isSet: IsSet,
  pointer: string,
): Difference[] {
  if (expected === undefined) return seen === undefined ? [] : [member('seen', pointer, seen)];
  if (seen === undefined) return [member('expected', pointer, expected)];
  return differences(expected, seen, isSet, pointer);
}
