import type { FullResult, Reporter, Suite, TestCase, TestResult, TestStep } from '@playwright/test/reporter';
import { appendFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { createRedactor } from '#harness/identities/redact/create-redactor.ts';
import { nothingListed } from '#harness/observation/listed-requests.schema.ts';
import type { ScenarioRecord } from '#harness/observation/run-record.schema.ts';
import {
  aboutOf,
  evidenceAttachment,
  evidenceSchema,
  type About,
  type Evidence,
} from '#harness/observation/scenario-evidence.schema.ts';

const redact = createRedactor();

/** The one hook into Playwright: it only listens, and writes a line of JSON for each scenario that ended. */
export default class VerdikjedeReporter implements Reporter {
  readonly #path: string;
  #root = process.cwd();

  constructor({ scenariosPath }: { scenariosPath: string }) {
    this.#path = scenariosPath;
  }

  onBegin(config: { rootDir: string }, suite: Suite): void {
    this.#root = config.rootDir;
    if (suite.allTests().some((test) => aboutOf(test.annotations) !== undefined))
      writeFileSync(this.#path, '');
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const about = aboutOf(test.annotations);
    if (about === undefined) return;
    const evidence = evidenceOf(result);
    const record = scenarioRecord({ test, result, about, evidence, root: this.#root });
    appendFileSync(
      this.#path,
      `${JSON.stringify({ chain: about.chain, record, requests: evidence.requests })}\n`,
    );
  }

  onEnd(result: FullResult): void {
    if (result.status === 'interrupted') process.exitCode = 130;
  }

  printsToStdio(): boolean {
    return false;
  }
}

interface Ended {
  readonly test: TestCase;
  readonly result: TestResult;
  readonly about: About;
  readonly evidence: Evidence;
  readonly root: string;
}

function scenarioRecord({ test, result, about, evidence, root }: Ended): ScenarioRecord {
  const status = statusOf(test, result, evidence);
  const reason =
    status === 'passed' ? undefined : (evidence.notRun ?? evidence.failure?.message ?? errorText(result));
  const participant = evidence.failure?.participant;
  return {
    chain: about.chain.name,
    title: test.title,
    file: relative(root, test.location.file),
    line: test.location.line,
    writes: about.writes,
    requirements: about.requirements,
    status,
    ...(reason === undefined ? {} : { reason: redact(reason) }),
    ...(participant === undefined ? {} : { participant }),
    durationMs: result.duration,
    steps: result.steps.filter(({ category }) => category === 'test.step').map(stepRecord),
    observations: evidence.observations,
    trace: evidence.trace,
  };
}

function statusOf(test: TestCase, result: TestResult, evidence: Evidence): ScenarioRecord['status'] {
  const code = evidence.failure?.code;
  if (code === 'PARTICIPANT_DOWN' || code === 'PARTICIPANT_ABSENT') return 'blocked';
  if (result.status === 'skipped' || result.status === 'interrupted') return 'not run';
  return test.ok() ? 'passed' : 'failed';
}

const stepRecord = (step: TestStep): ScenarioRecord['steps'][number] => ({
  title: step.title,
  status: step.error === undefined ? 'passed' : 'failed',
  durationMs: step.duration,
});

function evidenceOf(result: TestResult): Evidence {
  const body = result.attachments.find(({ name }) => name === evidenceAttachment)?.body;
  return body === undefined
    ? { observations: [], trace: [], requests: nothingListed }
    : evidenceSchema.parse(JSON.parse(body.toString('utf8')));
}

// The terminal's colours stand in Playwright's messages.
// eslint-disable-next-line no-control-regex
const ansi = /\u001b\[[0-9;]*m/g;
const errorText = (result: TestResult): string | undefined =>
  result.error?.message?.replace(ansi, '').slice(0, 2_000);
