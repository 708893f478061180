import { z } from 'zod';

const upstream = z.strictObject({ host: z.string(), port: z.int() });

/** One name that the front answers for, with all that is special about it. */
export const frontNameSchema = z.strictObject({
  /** `citizen-portal.local.test`, without port. */
  host: z.string(),
  /** PEM texts; the key lies nowhere else than in this config, which only its owner may read. */
  certificate: z.string(),
  key: z.string(),
  /** Highest protocol offered; `TLSv1.3` unless drift lowers it. */
  maxVersion: z.enum(['TLSv1.1', 'TLSv1.2', 'TLSv1.3']),
  /** The participant's service, for streams. */
  service: upstream,
  /** Regular expressions on the path: these go straight to the service, since WireMock holds streams back. */
  streams: z.array(z.string()),
  network: z.strictObject({
    /** Before the request goes on, in milliseconds. */
    latencyMs: z.int().min(0),
    /** The connection is reset once the request is in. */
    reset: z.boolean(),
    /** The connection is closed before a word is said. */
    down: z.boolean(),
  }),
});
export type FrontName = z.infer<typeof frontNameSchema>;

/** What `node mocks/front/service.ts <config.json>` is started with. */
export const frontConfigSchema = z.strictObject({
  listen: upstream,
  wiremock: upstream,
  names: z.array(frontNameSchema),
  endsWithStdin: z.boolean(),
});
export type FrontConfig = z.infer<typeof frontConfigSchema>;
