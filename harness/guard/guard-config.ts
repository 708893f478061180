import { z } from 'zod';
import { heldCredentialSchema } from '#environments/credentials.schema.ts';
import { allowanceSchema } from './allowance.ts';
import { policySchema } from './policy.ts';

/** What the guard's process is started with (`node harness/guard/guard-process.ts <config.json>`). */
export const guardConfigSchema = z.strictObject({
  policy: policySchema,
  runId: z.string(),
  /** Identity numbers of the environment's people: nobody else's may pass. Null searches for nobody (tests alone). */
  roster: z.array(z.string()).nullable(),
  /** Address of every name that the guard may connect to. */
  resolve: z.record(z.string(), z.string()),
  /** Whether other names are looked up by the system: only where an environment has real participants. */
  allowSystemResolver: z.boolean(),
  /** PEM texts of the CAs that participants' certificates must lead to. No other is trusted. */
  trust: z.array(z.string()),
  ledgerPath: z.string(),
  /** Where it listens besides the loopback: the way out of the seal. Null without one. */
  socketPath: z.string().nullable(),
  /** Where it can be told to stop. Null in a test run. */
  controlPath: z.string().nullable(),
  /** How much may leave, how fast and until when; null for no limit (a test run). */
  allowance: allowanceSchema.nullable(),
  /** Where the guard leaves the certificate of its own CA, made anew for each run. */
  caPath: z.string(),
  /** The audit log of the run; the key that signs it comes over standard input, and is never on a disk. */
  audit: z
    .strictObject({
      path: z.string(),
      /** The second place of its checkpoints. */
      copyPath: z.string(),
      /** Who verifies: from the change record; without one only the function is known, if anything. */
      tester: z.strictObject({ person: z.string().nullable(), function: z.string() }),
      /** The change record by its id and the SHA-256 of its signed text. */
      change: z.strictObject({ id: z.string(), digest: z.string() }).nullable(),
    })
    .optional(),
});
export type GuardConfig = z.infer<typeof guardConfigSchema>;

/** The line that the guard's process prints when it lets nothing pass any more. */
export const guardStopLine = '{"stopped":true}';
/** The line that the guard's process reads first: what is on no disk. */
export const guardSecretsSchema = z.strictObject({
  /** Signs the audit log, where one is kept. */
  auditKey: z.string().nullable(),
  credentials: z.array(heldCredentialSchema),
});
export type GuardSecrets = z.infer<typeof guardSecretsSchema>;

/** The line that the guard's process prints when it listens. */
export const guardReadySchema = z.strictObject({ ready: z.literal(true), port: z.int() });
