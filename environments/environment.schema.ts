import { z } from 'zod';
import { endpointRefs, participantNames } from '#harness/common/participants.ts';
import { titleSchema } from '#harness/common/title.ts';
import { changeDemandSchema } from './change.schema.ts';
import { credentialSchema } from './credentials.schema.ts';

const reason = z.string().min(1);
const common = {
  /** 1 is most critical. */
  criticality: z.int().min(1).max(4).optional(),
  /** The participant's own switches; its README section or service says which. */
  settings: z.record(z.string(), z.unknown()).optional(),
  /** What the guard alone holds, and adds to requests on their way out. Secrets by reference. */
  credentials: z.array(credentialSchema).optional(),
};
const participant = z.discriminatedUnion('as', [
  z.strictObject({ as: z.literal('mock'), ...common }),
  z.strictObject({ as: z.literal('standIn'), ...common }),
  z.strictObject({
    as: z.literal('url'),
    /** Path of the module that knows how to act on it, from the environment file. */
    driver: z.string().optional(),
    /** Real addresses, by endpoint reference. */
    urls: z.partialRecord(z.enum(participantNames.flatMap(endpointRefs)), z.url({ protocol: /^https$/ })),
    ...common,
  }),
  z.strictObject({ as: z.literal('absent'), reason, ...common }),
]);

/** One operation that may be used in a verify run. Everything that is not listed is denied. */
export const allowedOperationSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(['read', 'session']),
  /** Endpoint reference, e.g. `rest.address-register`. */
  endpoint: z.enum(participantNames.flatMap(endpointRefs)),
  method: z.enum(['GET', 'POST']),
  path: z.string().startsWith('/'),
  /** Query keys that may occur. None when absent. */
  query: z.array(z.string()).optional(),
  /** POST only: the media type, without parameters. */
  contentType: z.string().optional(),
  /** POST of a form: the keys that must all, and alone, be there, and fixed values where given. */
  form: z.record(z.string(), z.string().nullable()).optional(),
  /** SOAP read: action and body root must both say so. The root as `name`, or `{namespace}name` to hold both. */
  soap: z.strictObject({ action: z.string(), bodyRoot: z.string() }).optional(),
  /** JSON-RPC 2.0 read, by its method; one call, no batch. */
  jsonRpc: z.strictObject({ method: z.string() }).optional(),
  /** GraphQL read: one query, whose name stands beside the document and in it. */
  graphql: z.strictObject({ operationName: z.string() }).optional(),
  /** Keep the JSON answer as a document of the profile (discovery document, metadata). */
  document: z.boolean().optional(),
});

/** Where a deployed version can be read. */
const shownVersion = z.strictObject({
  /** What change records call it. */
  name: z.string(),
  endpoint: z.enum(participantNames.flatMap(endpointRefs)),
  /** Of a `read` operation that answers JSON. */
  path: z.string().startsWith('/'),
  /** JSON Pointer (RFC 6901) to the version in that answer. */
  pointer: z.string().startsWith('/'),
  /** What `change new` proposes, and what the record of a rehearsal expects. */
  usually: z.string().optional(),
});

const expectedDifference = z.strictObject({
  observation: z.string(),
  owner: z.string(),
  reason,
  /** The last day on which the difference is expected. */
  expires: z.iso.date(),
});

/** An environment: WHERE a chain runs. One yaml file each under environments/. */
export const environmentSchema = z.strictObject({
  version: z.literal(1),
  name: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: titleSchema,
  mode: z.enum(['test', 'verify']),
  /** Names of participants that we start end in this: `citizen-portal.<domain>`. */
  domain: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*\.test$/),
  /** The front's port. WireMock takes the next one, then the services in catalogue order. */
  port: z.int().min(1024).max(65_500),
  participants: z.record(z.enum(participantNames), participant),
  /** File names under rosters/ and standing/ beside the environment file. */
  roster: z.string(),
  standing: z.string().optional(),
  /** How a person logs in at the ID gateway there. */
  login: z.strictObject({ method: z.enum(['TestID', 'MinID']) }),
  /** PEM file with the CAs of real participants; the system's own when absent. */
  trust: z.string().optional(),
  limits: z
    .strictObject({
      certificateDaysLeft: z.int().min(0).default(30),
      /** Verify only: how many requests may leave in one run. The next one is denied, and ends the run. */
      requests: z.int().min(1).default(2_000),
      /** Verify only: requests that come faster wait. A second's worth may leave at once. */
      requestsPerSecond: z.int().min(1).default(50),
    })
    .prefault({}),
  /** Verify only: the operations that may be used. */
  operations: z.array(allowedOperationSchema).default([]),
  /** Verify only: the signed change record without which nothing starts. Needed where a participant is real. */
  change: changeDemandSchema.optional(),
  /** Verify only: versions that a change record must name, read through the guard before the first scenario. */
  versions: z.array(shownVersion).default([]),
  expectedDifferences: z.array(expectedDifference).default([]),
});
export type EnvironmentFile = z.infer<typeof environmentSchema>;
export type AllowedOperation = z.infer<typeof allowedOperationSchema>;
