import { z } from 'zod';
import { endpointRefs, participantNames } from '#harness/common/participants.ts';

const participant = z.enum(participantNames);
const jsonPatch = z.array(
  z.discriminatedUnion('op', [
    z.strictObject({ op: z.literal('add'), path: z.string(), value: z.unknown() }),
    z.strictObject({ op: z.literal('replace'), path: z.string(), value: z.unknown() }),
    z.strictObject({ op: z.literal('remove'), path: z.string() }),
    z.strictObject({ op: z.literal('test'), path: z.string(), value: z.unknown() }),
  ]),
);

/** A change of one seed object of one participant, keyed by what it is, never by its position. */
const seedPatch = z.union([
  /** A communication party, by HER-id or by role. */
  z.strictObject({ participant, party: z.strictObject({ herId: z.string() }), patch: jsonPatch }),
  z.strictObject({ participant, party: z.strictObject({ role: z.string() }), patch: jsonPatch }),
  z.strictObject({ participant, person: z.strictObject({ role: z.string() }), patch: jsonPatch }),
  /** A standing letter, by its record name and the role of the citizen that it lies with. */
  z.strictObject({
    participant,
    letter: z.strictObject({ record: z.string(), citizen: z.string() }),
    patch: jsonPatch,
  }),
]);

const tls = z.strictObject({
  endpoint: z.enum(participantNames.flatMap(endpointRefs)),
  /** The leaf ends so many days from the start of the run; negative is expired. */
  expiresInDays: z.int().optional(),
  /** A CA that nobody trusts. */
  untrustedIssuer: z.boolean().optional(),
  wrongName: z.boolean().optional(),
  /** Highest protocol that the front offers for this name. */
  maxVersion: z.enum(['TLSv1.1', 'TLSv1.2', 'TLSv1.3']).optional(),
});

const network = z.strictObject({
  endpoint: z.enum(participantNames.flatMap(endpointRefs)),
  latencyMs: z.int().min(0).optional(),
  /** Every connection is reset once the request is in. */
  reset: z.boolean().optional(),
  /** Nothing answers: connections are closed at once. */
  down: z.boolean().optional(),
});

/** A drift file changes an environment that we start, from outside and without code. */
export const driftSchema = z.strictObject({
  version: z.literal(1),
  title: z.string(),
  /** WireMock stub mappings, for one endpoint each. */
  stubs: z
    .array(
      z.strictObject({
        endpoint: z.enum(participantNames.flatMap(endpointRefs)),
        mapping: z.record(z.string(), z.unknown()),
      }),
    )
    .default([]),
  seed: z.array(seedPatch).default([]),
  tls: z.array(tls).default([]),
  network: z.array(network).default([]),
  settings: z.array(z.strictObject({ participant, set: z.record(z.string(), z.unknown()) })).default([]),
});
export type Drift = z.infer<typeof driftSchema>;
