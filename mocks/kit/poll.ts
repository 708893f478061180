import type { FastifyInstance } from 'fastify';
import type { Clock } from '#harness/common/clock.ts';

export interface Poll {
  /** Looks once; what it throws makes the next look wait longer, and is then forgotten. */
  readonly look: () => Promise<void>;
  readonly everyMs: number;
  readonly clock: Clock;
}

/** A failing look is repeated after 2, 4, 8 … times the interval, but never later than this. */
const longestWaitMs = 2_000;

/** All participants of an environment start at the same time: whom a look would ask is not there before. */
const firstLookMs = 1_000;

/** Looks again and again, whatever happens. The function returned ends it; a look under way is not waited for. */
export function startPolling({ look, everyMs, clock }: Poll): () => void {
  let stopped = false;
  const loop = async (): Promise<void> => {
    let failures = 0;
    await clock.after(firstLookMs);
    while (!stopped) {
      failures = await look().then(
        () => 0,
        () => Math.min(failures + 1, 20),
      );
      await clock.after(Math.min(everyMs * 2 ** failures, Math.max(longestWaitMs, everyMs)));
    }
  };
  void loop();
  return () => {
    stopped = true;
  };
}

/** Polls from the moment that the service listens until it closes. */
export function pollWhileListening(app: FastifyInstance, poll: Poll): void {
  let stop: (() => void) | undefined;
  app.addHook('onListen', (done) => {
    stop = startPolling(poll);
    done();
  });
  app.addHook('onClose', (_app, done) => {
    stop?.();
    done();
  });
}
