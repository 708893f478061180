import { open } from 'node:fs/promises';
import type { Clock } from '#harness/common/clock.ts';

/** How far a load run has come. */
export interface LoadProgress {
  readonly elapsedMs: number;
  /** Whole messages so far. */
  readonly messages: number;
  /** Whole messages per second since the last report. */
  readonly perSecond: number;
  /** Steps that failed so far. */
  readonly failed: number;
}

const everyMs = 500;

/**
 * Reports progress from the evidence file as it grows, twice a second, until `finish()`, which reads the rest and
 * reports once more.
 */
export function followEvidence(
  what: { readonly evidenceFile: string; readonly onProgress: (progress: LoadProgress) => void },
  clock: Clock,
): { finish(): Promise<void> } {
  const startedAt = clock.now().getTime();
  let finishing: (() => void) | undefined;
  const finished = new Promise<void>((resolve) => (finishing = resolve));
  const tail = evidenceTail(what.evidenceFile);
  let last = { at: startedAt, messages: 0 };

  const report = async (): Promise<void> => {
    const { messages, failed } = await tail();
    const at = clock.now().getTime();
    const seconds = (at - last.at) / 1000;
    const perSecond = seconds > 0 ? (messages - last.messages) / seconds : 0;
    last = { at, messages };
    what.onProgress({ elapsedMs: at - startedAt, messages, perSecond, failed });
  };
  const loop = async (): Promise<void> => {
    let over = false;
    while (!over) {
      over = await Promise.race([finished.then(() => true), clock.after(everyMs).then(() => false)]);
      await report();
    }
  };
  const done = loop();
  return {
    finish: () => {
      finishing?.();
      return done;
    },
  };
}

/** Counts whole messages and failed steps in a file that another process appends to. */
function evidenceTail(file: string): () => Promise<{ messages: number; failed: number }> {
  let offset = 0;
  let rest = '';
  let messages = 0;
  let failed = 0;
  return async () => {
    const handle = await open(file, 'r').catch(() => undefined);
    if (handle === undefined) return { messages, failed };
    try {
      const { size } = await handle.stat();
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - offset), 0, size - offset, offset);
      offset += bytesRead;
      const lines = (rest + buffer.toString('latin1', 0, bytesRead)).split('\n');
      rest = lines.pop() ?? '';
      messages += lines.filter((line) => line.includes('"event":"whole"')).length;
      failed += lines.filter((line) => line.includes('"event":"failed"')).length;
      return { messages, failed };
    } finally {
      await handle.close();
    }
  };
}
