import type { TestInfo } from '@playwright/test';
import { unexpectedRequests } from './unexpected-requests.ts';
import type { RunContext } from '#harness/environment/run-context.ts';
import { aboutOf } from '#harness/observation/scenario-evidence.schema.ts';
import { HarnessError } from '../errors.ts';
import { declaredChain } from './about.ts';
import type { EvidenceCollector } from './evidence.ts';
import { openJournal } from './journal.ts';
import type { RequestList } from './request-list.ts';
import { traceMessage } from './trace-message.ts';

/** A scenario's id in headers and ledger: stable, and safe in a header whatever the title holds. */
export function scenarioIdOf(testInfo: Pick<TestInfo, 'title' | 'repeatEachIndex'>): string {
  const repeat = testInfo.repeatEachIndex === 0 ? '' : ` #${testInfo.repeatEachIndex}`;
  return encodeURIComponent(testInfo.title + repeat);
}

interface Finish {
  readonly evidence: EvidenceCollector;
  readonly requests: RequestList;
  readonly run: RunContext;
  readonly testInfo: TestInfo;
  readonly since: Date;
}

/** Adds the message's way through the chain, fails on requests that nobody expected, and hands the evidence over. */
export async function finishEvidence({ evidence, requests, run, testInfo, since }: Finish): Promise<void> {
  const about = aboutOf(testInfo.annotations);
  const chain = about === undefined ? undefined : declaredChain(about.chain.name);
  const scenario = scenarioIdOf(testInfo);
  let unexpected: string[] = [];
  if (run.wiremockAdminUrl !== null && run.mode === 'test') {
    const journal = openJournal(run.wiremockAdminUrl);
    if (chain !== undefined && evidence.notRun === undefined) {
      evidence.trace = await traceMessage({
        chain,
        journal,
        references: evidence.references,
        scenario,
        since,
      });
    }
    unexpected = unexpectedRequests(await journal.unexpected(since), {
      scenario,
      references: evidence.references,
    });
  }
  const surprise =
    unexpected.length === 0
      ? undefined
      : new HarnessError(`Requests that no participant documents: ${unexpected.join('; ')}.`, {
          code: 'OBSERVATION_INVALID',
          stage: 'run',
          hint: 'Add the operation to mocks/<participant>/participant.ts, or correct the caller.',
        });
  evidence.noteFailure(surprise);
  await evidence.attachTo(testInfo, requests.take());
  if (surprise !== undefined) throw surprise;
}
