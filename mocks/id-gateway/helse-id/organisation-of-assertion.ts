import { errors } from 'oidc-provider';
import { z } from 'zod';
import type { Organisation } from './organisation.ts';
import type { HelseIdClient } from './settings.ts';

const systems = {
  /** ISO 6523: parent and child. */
  both: 'urn:oid:1.0.6523',
  /** Enhetsregisteret: a child of the client's own organisation. */
  child: 'urn:oid:2.16.578.1.12.4.1.4.101',
};
const detailSchema = z.object({
  type: z.literal('helseid_authorization'),
  practitioner_role: z.object({
    organization: z.object({
      identifier: z.object({ system: z.enum(systems), type: z.literal('ENH').optional(), value: z.string() }),
    }),
  }),
});
/** HelseID's own samples and other clients call the claim by different names. */
const claimNames = ['authorization_details', 'assertion_details'] as const;

const refusal = (text: string): Error => new errors.InvalidAuthorizationDetails(text);

/**
 * The organisation that a client assertion names, or undefined when it names none. Throws
 * `invalid_authorization_details` when the claim has the wrong form or names one that the client cannot act for.
 */
export function organisationIn(
  assertion: Readonly<Record<string, unknown>>,
  client: HelseIdClient,
): Organisation | undefined {
  const details = claimNames
    .flatMap((name) => assertion[name] ?? [])
    .filter((detail) => (detail as { type?: unknown } | null)?.type === detailSchema.shape.type.value);
  const [detail, ...more] = details;
  if (detail === undefined) return undefined;
  if (more.length > 0) throw refusal('helseid_authorization must stand once');
  const parsed = detailSchema.safeParse(detail);
  if (!parsed.success) {
    const where = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
    throw refusal(`helseid_authorization is not valid at ${where}`);
  }
  const { system, value } = parsed.data.practitioner_role.organization.identifier;
  return system === systems.both ? parentAndChild(value, client) : ownChild(value, client);
}

function parentAndChild(value: string, client: HelseIdClient): Organisation {
  const [, parent, child] = /^NO:ORGNR:(\d{9})(?::(\d{9})?)?$/.exec(value) ?? [];
  if (parent === undefined) throw refusal('the organisation must have the form NO:ORGNR:<parent>:<child>');
  if (client.tenancy === 'single-tenant' && parent !== client.organisationNumber) {
    throw refusal('a single tenant client acts for its own organisation alone');
  }
  return { parent, ...(child === undefined ? {} : { child }) };
}

function ownChild(value: string, client: HelseIdClient): Organisation {
  if (!/^\d{9}$/.test(value)) throw refusal('the child organisation must be a number of nine digits');
  if (client.tenancy === 'multi-tenant') throw refusal('a multi tenant client must name the parent too');
  return { parent: client.organisationNumber, child: value };
}
