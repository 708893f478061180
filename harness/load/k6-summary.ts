import { z } from 'zod';
import type { LoadResult } from '#harness/observation/load-result.schema.ts';
import { HarnessError } from '../errors.ts';

const metricSchema = z.object({
  values: z.record(z.string(), z.number()),
  thresholds: z.record(z.string(), z.object({ ok: z.boolean() })).optional(),
});
const summarySchema = z.object({
  state: z.object({ testRunDurationMs: z.number() }),
  metrics: z.record(z.string(), metricSchema),
});

/** The parts of k6's end-of-test summary that we use. */
export type K6Summary = z.infer<typeof summarySchema>;

/** Checks what a script's handleSummary() wrote; LOAD_FAILED when it is not k6's summary. */
export function readSummary(text: string): K6Summary {
  const result = summarySchema.safeParse(parseJson(text));
  if (result.success) return result.data;
  throw new HarnessError(`The summary of k6 is not of the expected form:\n${z.prettifyError(result.error)}`, {
    code: 'LOAD_FAILED',
    stage: 'load',
    hint: 'The script must write handleSummary(data) as JSON to __ENV.SUMMARY.',
  });
}

/**
 * The steps of a chain in the order in which the script declares them: a trend `step_<name>` in milliseconds and
 * a counter `failed_<name>` each.
 */
export function summarySteps(summary: K6Summary): LoadResult['steps'] {
  return Object.keys(summary.metrics)
    .filter((name) => name.startsWith('step_'))
    .sort()
    .map((metric) => {
      const values = summary.metrics[metric]?.values ?? {};
      const name = metric.slice('step_'.length);
      return {
        name: name.replace(/^[0-9]+_/, '').replaceAll('_', ' '),
        count: values['count'] ?? 0,
        failed: summary.metrics[`failed_${name}`]?.values['count'] ?? 0,
        p50: values['p(50)'] ?? 0,
        p95: values['p(95)'] ?? 0,
        p99: values['p(99)'] ?? 0,
        max: values['max'] ?? 0,
      };
    });
}

/** Every threshold by its metric and rule, e.g. `step_1_send p(95)<1000`. */
export function summaryThresholds(summary: K6Summary): LoadResult['thresholds'] {
  return Object.entries(summary.metrics).flatMap(([metric, { thresholds }]) =>
    Object.entries(thresholds ?? {}).map(([rule, { ok }]) => ({ name: `${metric} ${rule}`, met: ok })),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
