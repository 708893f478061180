import { z } from 'zod';
import { helseIdSettings, testClients } from '#mocks/kit/helse-id/helse-id-credentials.ts';

/** The record system's own settings; one that it does not know is refused at start. */
export const settingsSchema = z.strictObject({
  /** How often it asks the exchange for receipts and reports, in milliseconds. */
  pollMs: z.int().min(10).max(60_000).default(250),
  /** How HelseID knows it: tokens for the message exchange and the register are asked for as this client. */
  helseId: helseIdSettings(testClients.sender),
  /** What it says at /version; another one is how a rehearsal plays a deployment that nobody approved. */
  version: z.string().min(1).default('1.0'),
});
