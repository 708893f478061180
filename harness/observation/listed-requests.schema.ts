import { z } from 'zod';
import { guardHeader, numberHeader } from '#harness/common/guard-headers.ts';

const requestSchema = z.strictObject({ method: z.string(), host: z.string() });

/** What Playwright itself, or whoever else asked, lists of what was sent: what the guard's ledger is held against. */
export const listedRequestsSchema = z.strictObject({
  /** The guard's numbers, from the answers. An answer out of a cache brings an old one again. */
  numbers: z.array(z.int()),
  /** Requests that got no answer. */
  unanswered: z.array(requestSchema),
  /** How many were answered by the guard's refusal. */
  refused: z.int(),
  /** Requests whose answer has no number: it did not come through the guard. */
  unnumbered: z.array(requestSchema),
});
export type ListedRequests = z.infer<typeof listedRequestsSchema>;

export const nothingListed: ListedRequests = { numbers: [], unanswered: [], refused: 0, unnumbered: [] };

/** How one request is listed, by the headers of its answer, with names in small letters; undefined: there was none. */
export function listed(
  request: z.infer<typeof requestSchema>,
  answer: Readonly<Record<string, string>> | undefined,
): ListedRequests {
  if (answer === undefined) return { ...nothingListed, unanswered: [request] };
  const number = answer[numberHeader];
  if (number !== undefined) return { ...nothingListed, numbers: [Number(number)] };
  if (answer[guardHeader] !== undefined) return { ...nothingListed, refused: 1 };
  return { ...nothingListed, unnumbered: [request] };
}

/** Why the guard saw a request that Playwright does not list. */
export const explainedKinds = [
  'favicon',
  'preflight',
  'redirect',
  'revalidation',
  'unanswered',
  /** The guard's own, to get an access token. */
  'token',
] as const;

/** Whether guard, audit log and Playwright tell the same of a verify run. */
export const reconciliationSchema = z.strictObject({
  /** Requests that the guard let through. */
  requests: z.int(),
  /** Those of them that Playwright lists, or the harness, which reads the versions for the gate. */
  listed: z.int(),
  /** Those that it does not list, where the kind says why. */
  explained: z.array(z.strictObject({ kind: z.enum(explainedKinds), count: z.int() })),
  /** One sentence for each thing that nothing explains. */
  unexplained: z.array(z.string()),
});
export type Reconciliation = z.infer<typeof reconciliationSchema>;
