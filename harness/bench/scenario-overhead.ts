import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { childEnvironment } from '#harness/environment/process-environment.ts';
import { inProject } from '#harness/environment/project-root.ts';
import { runMarker } from '#harness/participants/run-directory.ts';
import { openRun, type OpenRun } from '#harness/run/open-run.ts';
import { HarnessError } from '../errors.ts';
import { localOnFreePorts } from '#harness/participants/local-on-free-ports.ts';
import type { Figure } from './bench-line.ts';
import { describeRounds, median } from './statistics.ts';

const rounds = 4;
const repeats = 6;
const run = promisify(execFile);

const errorSchema = z.looseObject({ message: z.string().optional() });
const resultSchema = z.looseObject({
  status: z.string(),
  duration: z.number(),
  errors: z.array(errorSchema).default([]),
});
const resultsSchema = z.looseObject({
  errors: z.array(errorSchema).default([]),
  suites: z.array(
    z.looseObject({
      specs: z.array(
        z.looseObject({
          tests: z.array(
            z.looseObject({
              results: z.array(resultSchema),
            }),
          ),
        }),
      ),
    }),
  ),
});

/**
 * The scenario "the letter arrives and can be read" against the same steps in plain Playwright, in turn, against
 * the same participants and through the same guard. Durations are Playwright's own, fixtures included.
 */
export const scenarioOverhead: Figure = {
  name: 'scenario.overhead',
  unit: 'ms',
  goal: 1.1,
  better: 'lower',
  measure: async (tell) => {
    const environment = await localOnFreePorts();
    await using open = await openRun({
      environment,
      backend: 'auto',
      allureResultsDir: inProject('reports', 'output', 'allure-results', 'bench'),
      progress: () => undefined,
    });
    await durations(open, 'plain', 2);
    const seen = { scenario: [] as number[], plain: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      const order = round % 2 === 0 ? (['scenario', 'plain'] as const) : (['plain', 'scenario'] as const);
      for (const kind of order) seen[kind].push(...(await durations(open, kind, repeats)));
    }
    tell(`scenario: ${describeRounds(seen.scenario, 'ms')}; plain: ${describeRounds(seen.plain, 'ms')}`);
    return { ours: median(seen.scenario), reference: median(seen.plain) };
  },
};

/** Runs one kind repeatedly in one worker; the first, which starts worker and browser, is left out. */
async function durations(
  open: OpenRun,
  kind: 'scenario' | 'plain',
  times: number,
): Promise<readonly number[]> {
  const cli = inProject('node_modules', '@playwright', 'test', 'cli.js');
  const config = inProject('harness', 'bench', 'overhead.config.mjs');
  const options = [`--project=${kind}`, `--repeat-each=${times}`];
  const output = ['--output', join(open.directory.path, 'bench-output')];
  const { stdout, stderr } = await run(
    process.execPath,
    [cli, 'test', '--config', config, ...options, ...output],
    {
      cwd: inProject(),
      maxBuffer: 64 * 1024 * 1024,
      env: childEnvironment({
        ...runMarker(open.context.runId),
        VERDIKJEDE_RUN: open.contextPath,
        NODE_EXTRA_CA_CERTS: open.guard.caPath,
      }),
    },
  ).catch((failed: { stdout: string; stderr: string }) => failed);
  return passedDurations(stdout, stderr, kind).slice(1);
}

function passedDurations(json: string, complaint: string, kind: string): readonly number[] {
  const report = json.startsWith('{') ? resultsSchema.parse(JSON.parse(json)) : { suites: [], errors: [] };
  const tests = report.suites.flatMap(({ specs }) => specs).flatMap((spec) => spec.tests);
  const results = tests.flatMap((one) => one.results);
  if (results.length > 0 && results.every(({ status }) => status === 'passed')) {
    return results.map(({ duration }) => duration);
  }
  throw new HarnessError(`The ${kind} version of the letter scenario did not pass, so it was not measured.`, {
    code: 'LOAD_FAILED',
    stage: 'run',
    hint: 'Run npx verdikjede test: the scenario must pass first.',
    cause: [complaint, ...[report, ...results].flatMap(({ errors }) => errors.map(({ message }) => message))],
  });
}
