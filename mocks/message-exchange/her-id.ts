import { z } from 'zod';

const largest = 2_147_483_647;

/** A HER-id in the API: int32, at least 1. */
export const herIdNumber = z.int().min(1).max(largest);

/** A HER-id that stands as text in a path, a query or a document; leading zeros do not count. */
export const herIdText = z
  .string()
  .regex(/^[0-9]{1,10}$/, 'must be a HER-id')
  .transform(Number)
  .pipe(herIdNumber);
