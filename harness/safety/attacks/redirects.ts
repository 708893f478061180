import type { Attack } from '../attack.ts';

const statuses = [301, 302, 303, 307, 308];

/** A listed first hop that leads to one that is not. Each hop is judged anew. */
export const redirectAttacks: readonly Attack[] = [
  ...statuses.map((status): Attack => ({
    id: `redirect-${status}`,
    by: 'guard',
    attempt: ({ page, origin, mark }) => page.goto(`${origin}/redirect/${status}-${mark}`),
  })),
  ...statuses.map((status): Attack => ({
    id: `redirect-${status}-of-api-request`,
    by: 'guard',
    attempt: ({ page, origin, mark }) =>
      page.request.post(`${origin}/redirect/${status}-${mark}`, { form: { code: '1' } }),
  })),
];
