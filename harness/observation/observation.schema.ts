import { z } from 'zod';

/** One frozen fact that a scenario saw. Its id is stable across runs and environments. */
export const observationSchema = z.strictObject({
  chain: z.string(),
  scenario: z.string(),
  step: z.string(),
  name: z.string(),
  /** The participant that showed it, and that owns a difference. */
  participant: z.string(),
  /** People, ids and instants by role, reference and distance, never by value. */
  value: z.json(),
  at: z.iso.datetime(),
});
export type Observation = Readonly<z.infer<typeof observationSchema>>;

/** `letter / the letter arrives and can be read / inbox entry` */
export const observationId = (o: Pick<Observation, 'chain' | 'scenario' | 'name'>): string =>
  `${o.chain} / ${o.scenario} / ${o.name}`;

/** What an environment shows of itself, as the guard saw it. */
export const profileObservationSchema = z.strictObject({
  participant: z.string(),
  endpoint: z.string(),
  /** `certificate`, `certificate-days-left`, `operation get-message-status`, `document discovery`. */
  name: z.string(),
  value: z.json(),
  at: z.iso.datetime(),
});
export type ProfileObservation = Readonly<z.infer<typeof profileObservationSchema>>;

export const certificateFactsSchema = z.strictObject({
  subject: z.string(),
  issuer: z.string(),
  names: z.array(z.string()),
  notBefore: z.iso.datetime(),
  notAfter: z.iso.datetime(),
  protocol: z.string().nullable(),
  /** Null when the guard accepted it, else the reason why it did not (`UNABLE_TO_VERIFY_LEAF_SIGNATURE`). */
  refused: z.string().nullable(),
});
export type CertificateFacts = z.infer<typeof certificateFactsSchema>;
