import { pathPattern, type Operation } from '#harness/common/operations.ts';

/** The documented operation that a request was probably meant for: same path, else most segments in common. */
export function nearestOperation(operations: readonly Operation[], method: string, path: string): Operation {
  const score = (operation: Operation): number =>
    (pathPattern(operation.path).test(path) ? 100 : sharedSegments(operation.path, path)) +
    (operation.method === method ? 0.5 : 0);
  return operations.reduce((best, next) => (score(next) > score(best) ? next : best));
}

function sharedSegments(template: string, path: string): number {
  const wanted = template.split('/');
  const given = path.split('/');
  const shared = wanted.filter((segment, i) => {
    const other = given[i];
    return other !== undefined && (segment.startsWith('{') || segment.toLowerCase() === other.toLowerCase());
  }).length;
  return shared - Math.abs(wanted.length - given.length) * 0.25;
}
