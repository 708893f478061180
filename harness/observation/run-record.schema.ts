import { z } from 'zod';
import { titleSchema } from '#harness/common/title.ts';
import { denialClasses, identityIncidentSchema, stopSchema } from './ledger.schema.ts';
import { reconciliationSchema } from './listed-requests.schema.ts';
import { observationSchema, profileObservationSchema } from './observation.schema.ts';
import { loadResultSchema } from './load-result.schema.ts';

export const scenarioStatuses = ['passed', 'failed', 'blocked', 'not run', 'fault'] as const;

/** A hop of a chain: one operation from one participant to the next. */
export const hopSchema = z.strictObject({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  /** "sends the letter" */
  title: titleSchema,
  /** How it is recognised among requests: endpoint reference and operation. */
  endpoint: z.string(),
  operation: z.string(),
});
export const chainSchema = z.strictObject({
  name: z.string(),
  title: titleSchema,
  participants: z.array(z.string()),
  hops: z.array(hopSchema),
});
export type ChainRecord = z.infer<typeof chainSchema>;

/** What became of one message at one hop. */
export const hopTraceSchema = z.strictObject({
  hop: z.string(),
  state: z.enum(['reached', 'failed', 'not reached']),
  detail: z.string().optional(),
  /** What was sent here and what was answered, identities masked: XML, or the JSON that stands for it. */
  documents: z.array(z.strictObject({ title: z.enum(['sent', 'answer']), xml: z.string() })),
});

export const scenarioRecordSchema = z.strictObject({
  chain: z.string(),
  title: z.string(),
  /** Path from the project root, line of `scenario(…)`. */
  file: z.string(),
  line: z.int(),
  writes: z.boolean(),
  requirements: z.array(z.string()),
  status: z.enum(scenarioStatuses),
  /** Why it was blocked, not run or failed; identities masked. */
  reason: z.string().optional(),
  /** The participant that the failure points at, when known. */
  participant: z.string().optional(),
  durationMs: z.number(),
  steps: z.array(
    z.strictObject({ title: z.string(), status: z.enum(['passed', 'failed']), durationMs: z.number() }),
  ),
  observations: z.array(observationSchema),
  trace: z.array(hopTraceSchema),
});
export type ScenarioRecord = z.infer<typeof scenarioRecordSchema>;

export const denialSchema = z.strictObject({
  at: z.iso.datetime(),
  class: z.enum(denialClasses),
  method: z.string(),
  host: z.string(),
  reason: z.string(),
  scenario: z.string().nullable(),
});

/** The audit log of a verify run, as it was found when the run had ended. */
export const auditSchema = z.strictObject({
  /** Of the log, from the project root. */
  path: z.string(),
  /** The second place of its checkpoints, from the project root. */
  copy: z.string(),
  /** The public key, as the supervisor knows it. */
  key: z.string(),
  records: z.int(),
  /** SHA-256 of the last record, in hex. */
  head: z.string(),
  /** Records of each kind. */
  counts: z.record(z.string(), z.int()),
  /** Requests without an outcome in the log. */
  unanswered: z.int(),
  /** How many records the last signed checkpoint in the second place covers. */
  covered: z.int(),
  /** What is wrong with it; null when it is whole. */
  problem: z.string().nullable(),
  /** The certificate of verification, from the project root; it is signed when the verdict is known. */
  attestation: z.string().optional(),
});
/** Who approved a verify run, and what: from the change record that the gate let through. */
export const approvalSchema = z.strictObject({
  id: z.string(),
  /** SHA-256 of the signed text. */
  digest: z.string(),
  what: z.string(),
  why: z.string(),
  requester: z.string(),
  tester: z.strictObject({ person: z.string(), function: z.string() }),
  /** People whose signatures hold. */
  signers: z.array(z.string()),
  /** Keys made by the command itself: the gate was rehearsed, nobody approved. */
  throwAway: z.boolean(),
  window: z.strictObject({ notBefore: z.string(), notAfter: z.string() }),
  versions: z.array(z.strictObject({ name: z.string(), version: z.string() })),
  /** References: risk assessment, backup, routine to restore. */
  risk: z.string(),
  backup: z.string(),
  restore: z.string(),
  /** What the gate told, and let pass. */
  warnings: z.array(z.string()),
});
export type Approval = z.infer<typeof approvalSchema>;

/** What left this machine, or was refused, as often as `count` says. */
export const sentLineSchema = z.strictObject({
  method: z.string(),
  /** With its port. */
  host: z.string(),
  /** Path template of the operation; null for what was refused: it has none. */
  path: z.string().nullable(),
  outcome: z.enum(['answered', 'no answer', 'refused']),
  count: z.int(),
});
export type SentLine = z.infer<typeof sentLineSchema>;

/** What enclosed a run: bubblewrap or a container, and whether the browser had a sandbox of its own in there. */
export const sealSchema = z.strictObject({
  by: z.enum(['bubblewrap', 'container']),
  browserSandbox: z.boolean(),
});
export type Seal = z.infer<typeof sealSchema>;

/** One run, as stored. A change of shape is a new version and a step in read-run-record.ts. */
export const runRecordSchema = z.strictObject({
  version: z.literal(1),
  id: z.string(),
  kind: z.enum(['test', 'verify', 'load']),
  environment: z.strictObject({
    name: z.string(),
    /** Its yaml file; approved profiles lie beside it. */
    file: z.string(),
    title: titleSchema,
    mode: z.enum(['test', 'verify']),
    backend: z.enum(['container', 'process', 'none']),
    sealed: z.boolean(),
    /** Of a sealed run; not in records from before there were two ways. */
    seal: sealSchema.optional(),
    drift: z.string().nullable(),
    /** Days that a certificate must have left. */
    certificateDaysLeft: z.int(),
    expectedDifferences: z.array(
      z.strictObject({
        observation: z.string(),
        owner: z.string(),
        reason: z.string(),
        expires: z.iso.date(),
      }),
    ),
    participants: z.array(
      z.strictObject({
        name: z.string(),
        as: z.enum(['mock', 'standIn', 'url', 'absent']),
        criticality: z.int().nullable(),
      }),
    ),
  }),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  chains: z.array(chainSchema),
  scenarios: z.array(scenarioRecordSchema),
  profile: z.array(profileObservationSchema),
  guard: z.strictObject({
    requests: z.strictObject({ read: z.int(), session: z.int(), allowed: z.int() }),
    denials: z.array(denialSchema),
    /** People who are not on the roster, by place and keyed hash; absent where nobody looked. */
    incidents: z.array(identityIncidentSchema).optional(),
    /** Why the run was stopped; absent when it was not. */
    stopped: stopSchema.optional(),
  }),
  /** What left this machine; absent in older records. */
  sent: z.array(sentLineSchema).optional(),
  /** Of a verify run that came to its end. */
  reconciliation: reconciliationSchema.optional(),
  /** Requests that no stub expected and no scenario owns. */
  unexpected: z.array(z.string()),
  /** What went wrong outside any scenario: the guard died, a page could not be written. */
  faults: z.array(z.string()),
  interrupted: z.boolean(),
  load: loadResultSchema.optional(),
  /** Of a verify run. */
  audit: auditSchema.optional(),
  /** Deployed versions as they were read before the first scenario; null where nothing answered. */
  versions: z.array(z.strictObject({ name: z.string(), version: z.string().nullable() })).optional(),
  /** Of a verify run whose environment asks for a change record. */
  change: approvalSchema.optional(),
});
export type RunRecord = z.infer<typeof runRecordSchema>;
