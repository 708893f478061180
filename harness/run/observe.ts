import { test, type TestInfo } from '@playwright/test';
import type { z } from 'zod';
import type { Clock } from '#harness/common/clock.ts';
import type { ParticipantName } from '#harness/common/participants.ts';
import { observationSchema } from '#harness/observation/observation.schema.ts';
import { HarnessError } from '../errors.ts';
import type { EvidenceCollector } from './evidence.ts';

/** `citizen-portal: inbox entry`: the participant that shows it, and what it is. */
export type ObservationName = `${ParticipantName}: ${string}`;

/**
 * Reads something, checks its shape and records it as a frozen observation. The value is compared between test
 * and verify, so people, ids and instants stand in it by role, reference and distance.
 * Throws OBSERVATION_INVALID, without the value, when the shape is wrong.
 */
export type Observe = <S extends z.ZodType>(
  name: ObservationName,
  read: () => Promise<z.input<S>>,
  schema: S,
) => Promise<z.output<S>>;

interface ObserveContext {
  readonly chain: string;
  readonly evidence: EvidenceCollector;
  readonly testInfo: TestInfo;
  readonly clock: Clock;
}

export function createObserve({ chain, evidence, testInfo, clock }: ObserveContext): Observe {
  return (name, read, schema) =>
    evidence.noted(
      test.step(`observe ${name}`, async () => {
        const [participant = name] = name.split(': ', 1);
        const seen = await read();
        const checked = schema.safeParse(seen);
        if (!checked.success) throw invalid(name, participant, checked.error);
        const observation = observationSchema.parse({
          chain,
          scenario: testInfo.title,
          step: `observe ${name}`,
          name,
          participant,
          value: checked.data,
          at: clock.now().toISOString(),
        });
        evidence.observations.push(Object.freeze(observation));
        return checked.data;
      }),
    );
}

function invalid(name: string, participant: string, error: z.ZodError): HarnessError {
  const rules = error.issues.map((issue) => `${issue.path.join('.') || 'value'}: ${issue.message}`);
  return new HarnessError(
    `What was seen as "${name}" has another shape than expected: ${rules.join('; ')}.`,
    {
      code: 'OBSERVATION_INVALID',
      stage: 'observation',
      participant,
      hint: 'Compare the answer of the participant with the schema in the scenario.',
    },
  );
}
