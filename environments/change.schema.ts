import { z } from 'zod';

const said = z.string().regex(/\S/, 'is not filled in');
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'is no SHA-256 in lower-case hexadecimal');
const instant = z.iso.datetime({ offset: true });
const day = z.iso.date();
/** A person as the allowed signers name them, in lower case: an e-mail address, as a rule. */
export const principalSchema = z
  .string()
  .regex(
    /^[a-z0-9æøå][a-z0-9æøå._+-]*@[a-z0-9.-]+$/,
    'is no name@place in lower case, as allowed signers have it',
  );

/** What a change record says (predicate of the statement). Times with offset, days as 2026-11-22. */
const predicate = z.strictObject({
  /** Of the change in the organisation's own register. */
  id: said,
  /** Name of the environment that is to be verified. */
  environment: said,
  what: said,
  why: said,
  requester: principalSchema,
  tester: z.strictObject({
    person: principalSchema,
    /** Not the name: what the tester is in this verification. */
    function: said,
    confidentiality: z.strictObject({ signedOn: day, reference: said }),
  }),
  /** What must be deployed: one for each version that the environment shows (`versions:` there). */
  versions: z.array(z.strictObject({ name: said, version: said })),
  window: z.strictObject({ notBefore: instant, notAfter: instant }),
  risk: z.strictObject({
    reference: said,
    assessedBy: said,
    assessedOn: day,
    conclusion: z.enum(['acceptable', 'not acceptable']),
  }),
  backup: z.strictObject({ verifiedAt: instant, verifiedBy: said, evidence: said }),
  /** How what lies there is restored, should it come to harm. */
  restore: z.strictObject({ routine: said, owner: said }),
  /** Made by `change new`; a record is good for one run. */
  nonce: z.string().regex(/^[0-9a-f]{32}$/, 'is not what `change new` makes'),
});

/** A change record: an in-toto Statement v1. Written as yaml, signed as canonical JSON (RFC 8785). */
export const changeSchema = z.strictObject({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  /** Environment file, roster, standing records, policy and every scenario file, by digest. */
  subject: z.array(z.strictObject({ name: said, digest: z.strictObject({ sha256 }) })).min(1),
  predicateType: z.literal('urn:verdikjede:change:v1'),
  predicate,
});
export type Change = z.infer<typeof changeSchema>;

/** What an environment asks for before it is verified (`change:`). */
export const changeDemandSchema = z.union([
  /** Keys made for one run by the command itself. Only where every participant runs on this machine. */
  z.strictObject({ signers: z.literal('throw-away') }),
  z.strictObject({
    /** `allowed_signers` (ssh-keygen(1)), from the environment file: one person a line. */
    signers: z.strictObject({ file: said, sha256 }),
    /** Key revocation list of ssh-keygen, or public keys, one a line. */
    revoked: z.strictObject({ file: said, sha256 }).optional(),
  }),
]);
export type ChangeDemand = z.infer<typeof changeDemandSchema>;

/** Who may be whom, and until when (environments/rosters/<roster>.leases.yaml). */
export const leasesSchema = z.strictObject({
  version: z.literal(1),
  testers: z.array(
    z.strictObject({
      person: principalSchema,
      function: said,
      confidentiality: z.strictObject({ signedOn: day, reference: said }),
    }),
  ),
  leases: z.array(
    z.strictObject({
      role: said,
      tester: principalSchema,
      purpose: said,
      from: instant,
      until: instant,
      grantedBy: said,
      releasedAt: instant.optional(),
    }),
  ),
  deactivated: z.array(z.strictObject({ role: said, at: instant, by: said, because: said })),
});
export type Leases = z.infer<typeof leasesSchema>;
