import { z } from 'zod';
import { titleSchema } from '#harness/common/title.ts';
import { findingSchema } from '#harness/comparison/findings.ts';
import { sealSchema } from '#harness/observation/run-record.schema.ts';

export const verdictWords = [
  'same',
  'passed',
  'drift',
  'failed',
  'blocked',
  'refused',
  'safety stop',
  'fault',
  'interrupted',
] as const;
export type VerdictWord = (typeof verdictWords)[number];

const count = z.int().min(0);
const kindCounts = z.strictObject({
  same: count,
  noise: count,
  expected: count,
  drift: count,
  missing: count,
  extra: count,
  'not run': count,
  'not comparable': count,
});

/** The one answer of a run: verdict.json (JSON schema in schemas/verdict.schema.json). */
export const verdictSchema = z.strictObject({
  version: z.literal(1),
  verdict: z.enum(verdictWords),
  /** The process's: 0 same or passed, 1 failed or drift, 2 refused, 3 blocked, 4 safety stop, 5 fault, 130 interrupted. */
  exitCode: z.union([0, 1, 2, 3, 4, 5, 130].map((code) => z.literal(code))),
  /** English, for people. */
  sentence: z.string(),
  /** Whether the verify run was enclosed by the seal; null when there was no verify run. */
  sealed: z.boolean().nullable(),
  /** What enclosed it. */
  seal: sealSchema.optional(),
  runs: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(['test', 'verify', 'load']),
      environment: z.string(),
      title: titleSchema,
      mode: z.enum(['test', 'verify']),
      backend: z.enum(['container', 'process', 'none']),
      startedAt: z.iso.datetime(),
      endedAt: z.iso.datetime(),
      passed: count,
      failed: count,
      blocked: count,
      notRun: count,
    }),
  ),
  /** Items per question and kind; null when nothing was compared. */
  comparison: z
    .strictObject({
      scenarios: kindCounts,
      'as approved': kindCounts,
      'rules and contract': kindCounts,
      /** False says that nobody has approved a profile of the verify environment yet. */
      profileApproved: z.boolean(),
    })
    .nullable(),
  /** Everything that makes the verdict worse, the gravest first. */
  findings: z.array(findingSchema),
});
export type Verdict = z.infer<typeof verdictSchema>;
