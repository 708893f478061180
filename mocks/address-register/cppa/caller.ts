import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { CommunicationParty } from '#harness/common/roster.ts';
import type { Hierarchy } from '../hierarchy.ts';
import { CppaProblem } from './cppa-problem.ts';

const prefix = 'helseid://claims/client/claims/';
const claimsSchema = z.looseObject({
  [`${prefix}orgnr_parent`]: z.string().optional(),
  [`${prefix}orgnr_child`]: z.string().optional(),
});

/**
 * Throws GF-1 when the request carries a HelseID token whose organisation owns none of the parties. A request without
 * a token is let through: whether there must be one, and a right one, is settled before (access-tokens.ts).
 */
export function checkOwner(
  { headers }: Pick<FastifyRequest, 'headers'>,
  parties: readonly CommunicationParty[],
  { organisationNumberOf }: Pick<Hierarchy, 'organisationNumberOf'>,
): void {
  if (headers.authorization === undefined) return;
  const callers = organisationsOf(headers.authorization);
  const owners = parties.map(organisationNumberOf);
  if (!owners.some((owner) => owner !== undefined && callers.includes(owner))) throw new CppaProblem('GF-1');
}

function organisationsOf(authorization: string): readonly unknown[] {
  const payload = /^(?:Bearer|DPoP) +[\w-]+\.([\w-]+)\.[\w-]*$/i.exec(authorization.trim())?.[1] ?? '';
  try {
    const claims = claimsSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
    return [claims[`${prefix}orgnr_parent`], claims[`${prefix}orgnr_child`]];
  } catch {
    return [];
  }
}
