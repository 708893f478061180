import { randomUUID } from 'node:crypto';
import type { Environment } from '#harness/environment/environment.ts';
import { openRunDirectory, type RunDirectory } from '../run-directory.ts';
import type { PartEvent, RunningParticipants, StartOptions } from '../running-participants.ts';
import { startParticipants } from '../start-participants.ts';

/** Participants that a test started, with the run directory that they belong to. */
export interface Started extends AsyncDisposable {
  readonly participants: RunningParticipants;
  readonly directory: RunDirectory;
  readonly events: readonly PartEvent[];
}

export const unitRunId = (): string => `unit-${randomUUID().slice(0, 8)}`;

export async function started(
  environment: Environment,
  options: Pick<StartOptions, 'backend' | 'drift' | 'images'> & Partial<Pick<StartOptions, 'progress'>>,
): Promise<Started> {
  await using stack = new AsyncDisposableStack();
  const directory = stack.use(await openRunDirectory(unitRunId()));
  const events: PartEvent[] = [];
  const participants = stack.use(
    await startParticipants(environment, {
      runId: directory.runId,
      runDir: directory.path,
      ...options,
      progress: (event) => {
        events.push(event);
        options.progress?.(event);
      },
    }),
  );
  const open = stack.move();
  return { participants, directory, events, [Symbol.asyncDispose]: () => open.disposeAsync() };
}
