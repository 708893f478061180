import { z } from 'zod';

const result = z.looseObject({
  status: z.enum(['skipped', 'expected', 'unexpected', 'flaky']),
  annotations: z.array(z.looseObject({ type: z.string(), description: z.string().optional() })).default([]),
});
const spec = z.looseObject({ title: z.string(), file: z.string(), line: z.number(), tests: z.array(result) });
interface Suite {
  readonly specs: z.infer<typeof spec>[];
  readonly suites?: Suite[] | undefined;
}
const suite: z.ZodType<Suite> = z.looseObject({
  specs: z.array(spec),
  suites: z.lazy(() => z.array(suite)).optional(),
});
const report = z.looseObject({ suites: z.array(suite), errors: z.array(z.unknown()).default([]) });

export interface Counts {
  passed: number;
  failed: number;
  /** What was not run, with file, title and reason. */
  notRun: string[];
}

/** Counts what Playwright's JSON reporter wrote. A flaky test has failed. */
export function countResults(json: string): Counts {
  const { suites, errors } = report.parse(JSON.parse(json));
  const counts: Counts = { passed: 0, failed: errors.length, notRun: [] };
  for (const { title, file, line, tests } of suites.flatMap(specsOf)) {
    for (const { status, annotations } of tests) {
      if (status === 'expected') counts.passed += 1;
      else if (status === 'skipped') {
        const reason = annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason given';
        counts.notRun.push(`${file}:${line} ${title}: ${reason}`);
      } else counts.failed += 1;
    }
  }
  return counts;
}

const specsOf = (one: Suite): z.infer<typeof spec>[] => [
  ...one.specs,
  ...(one.suites ?? []).flatMap(specsOf),
];
