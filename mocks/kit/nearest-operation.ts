import { operationPattern, type Operation } from '#harness/common/operations.ts';

/** The documented operation that a request was probably meant for: same path, else most segments in common. */
export function nearestOperation(operations: readonly Operation[], method: string, path: string): Operation {
  const score = (operation: Operation): number => closeness(operation, method, path);
  return operations.reduce((best, next) => (score(next) > score(best) ? next : best));
}

/** How close a request is to an operation; only good for comparing. */
export const closeness = (operation: Operation, method: string, path: string): number =>
  (operationPattern(operation).test(path) ? 100 : sharedSegments(operation.path, path)) +
  (operation.method === method ? 0.5 : 0);

function sharedSegments(template: string, path: string): number {
  const wanted = template.split('/');
  const given = path.split('/');
  const shared = wanted
    .map((segment, i) => (segment.startsWith('{') && given[i] ? 1 : likeness(segment, given[i])))
    .reduce((sum, one) => sum + one, 0);
  return shared - Math.abs(wanted.length - given.length) * 0.25;
}

/** 1 for the same word in any case; of others, half of what they begin with in common: a misspelt word is near. */
function likeness(segment: string, other: string | undefined): number {
  if (other === undefined) return 0;
  const [a, b] = [segment.toLowerCase(), other.toLowerCase()];
  if (a === b) return 1;
  const differs = [...a].findIndex((letter, i) => letter !== b[i]);
  return (differs === -1 ? a.length : differs) / (2 * Math.max(a.length, b.length));
}
