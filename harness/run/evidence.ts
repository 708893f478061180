import type { TestInfo } from '@playwright/test';
import type { ListedRequests } from '#harness/observation/listed-requests.schema.ts';
import type { Observation } from '#harness/observation/observation.schema.ts';
import { evidenceAttachment, type Evidence } from '#harness/observation/scenario-evidence.schema.ts';
import { HarnessError } from '../errors.ts';

/** References of the message that a scenario follows; the trace is looked up by them. */
export interface MessageReferences {
  readonly msgId?: string;
  readonly exchangeId?: string;
  readonly receiverHerId?: string;
}

/** Collects what one scenario saw. Written once, at its end, whatever became of it. */
export class EvidenceCollector {
  readonly observations: Observation[] = [];
  trace: Evidence['trace'] = [];
  references: MessageReferences = {};
  notRun: string | undefined;
  #failure: Evidence['failure'];

  /** Keeps the first failure that the harness understands: it says whose it is. */
  noteFailure(error: unknown): void {
    if (this.#failure !== undefined || !(error instanceof HarnessError)) return;
    const { code, message, participant } = error;
    this.#failure = { code, message, ...(participant === undefined ? {} : { participant }) };
  }

  /** The same promise, whose failure is noted on its way to whoever awaits it. */
  noted<T>(work: Promise<T>): Promise<T> {
    return work.catch((error: unknown) => {
      this.noteFailure(error);
      throw error;
    });
  }

  async attachTo(testInfo: TestInfo, requests: ListedRequests): Promise<void> {
    const evidence: Evidence = {
      observations: this.observations,
      trace: this.trace,
      requests,
      ...(this.#failure === undefined ? {} : { failure: this.#failure }),
      ...(this.notRun === undefined ? {} : { notRun: this.notRun }),
    };
    await testInfo.attach(evidenceAttachment, {
      body: JSON.stringify(evidence),
      contentType: 'application/json',
    });
  }
}
