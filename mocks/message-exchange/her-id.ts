import { z } from 'zod';
import { invalid } from './refusal.ts';

const largest = 2_147_483_647;

/** A HER-id in a body: int32, at least 1. */
export const herIdNumber = z.int().min(1).max(largest);

/**
 * A number to search by, as text in a query: int32. One that no party can have is no error there, it finds nothing.
 * Else a 400.
 */
export function readSearchedHerId(text: string, name: string): number {
  const herId = /^-?[0-9]{1,20}$/.test(text) ? Number(text) : NaN;
  if (herId >= -largest - 1 && herId <= largest) return herId;
  throw invalid(`${name}: must be a HER-id.`);
}

/** A HER-id that stands as text in a path, a query or a document; leading zeros do not count. Else a 400. */
export function readHerId(text: string, name: string): number {
  const herId = /^[0-9]{1,10}$/.test(text) ? Number(text) : 0;
  if (herId < 1 || herId > largest) throw invalid(`${name}: must be a HER-id.`);
  return herId;
}
