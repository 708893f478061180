import { z } from 'zod';
import { rosterSchema, standingSchema } from './roster.ts';

/**
 * What a participant's service is started with (`node mocks/<participant>/service.ts <config.json>`), the same
 * in both backends. The service prints one line `{"ready":true}` on stdout when it listens, and stops when its
 * stdin ends or on SIGTERM.
 */
export const serviceConfigSchema = z.strictObject({
  participant: z.string(),
  /** The plain port: the front and WireMock reach the service here, and so does load. */
  listen: z.strictObject({ host: z.string(), port: z.int() }),
  /** Https origin of every endpoint of the environment, by endpoint reference. */
  origins: z.record(z.string(), z.string()),
  /** Set in the process backend, where no name resolves: every origin is reached at this address. */
  resolveTo: z.string().optional(),
  /** Whether the service ends when its stdin does (process backend). */
  endsWithStdin: z.boolean(),
  /** Set in the container backend: the only folder that a service which keeps files may write. */
  writableFolder: z.string().optional(),
  roster: rosterSchema,
  standing: standingSchema,
  /** The participant's own settings, from the environment file and the drift file. */
  settings: z.record(z.string(), z.unknown()),
});
export type ServiceConfig = z.infer<typeof serviceConfigSchema>;
