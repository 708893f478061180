import { pathPattern } from '#harness/common/operations.ts';

const returnable = ['/inbox', '/letters/{id}', '/letters/{id}/attachments/{name}'].map(pathPattern);

/** Where to go after login: a page of the portal's own that shows something personal, else the inbox. */
export function returnPath(wanted: unknown): string {
  const allowed =
    typeof wanted === 'string' &&
    !/[\\\s?#]/.test(wanted) &&
    !wanted.includes('..') &&
    returnable.some((pattern) => pattern.test(wanted));
  return allowed ? wanted : '/inbox';
}
