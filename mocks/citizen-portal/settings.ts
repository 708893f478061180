import { z } from 'zod';
import { helseIdSettings, testClients } from '#mocks/kit/helse-id/helse-id-credentials.ts';

/** The portal's own settings; one that it does not know is refused at start. */
export const settingsSchema = z.strictObject({
  /** How often it asks the exchange for new messages, in milliseconds. */
  pollMs: z.int().min(10).max(60_000).default(250),
  /** How the ID gateway knows the portal. */
  clientSecret: z.string().min(1).default('local-secret-citizen-portal'),
  /** How HelseID knows it: tokens for the message exchange are asked for as this client. */
  helseId: helseIdSettings(testClients.receiver),
  /** What it says at /version; another one is how a rehearsal plays a deployment that nobody approved. */
  version: z.string().min(1).default('1.0'),
  /** How many letters it keeps when it is told to delete them all: a system that does not delete what it should. */
  keepsAtPurge: z.int().min(0).default(0),
});
export type Settings = z.infer<typeof settingsSchema>;
