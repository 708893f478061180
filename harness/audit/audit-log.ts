import { chmod } from 'node:fs/promises';
import { systemClock, type Clock } from '#harness/common/clock.ts';
import type { KernelLock } from '#harness/common/kernel-lock.ts';
import type { Facts } from './audit-record.ts';
import { auditUnwritable } from './audit-unwritable.ts';
import { signCheckpoint } from './checkpoint.ts';
import type { CheckpointSigner } from './checkpoint-key.ts';
import type { DurableFile } from './durable-file.ts';
import { createGroupCommit } from './group-commit.ts';
import type { ChainHead, RecordChain } from './record-chain.ts';

export interface AuditLog {
  /**
   * Adds a record. Resolves when it is on the disk; rejects with AUDIT_UNWRITABLE when it may not be, and so does
   * every later one. A record that is not `urgent` waits a moment for others to share its write.
   */
  append(kind: string, facts: Facts, how?: { readonly urgent?: boolean }): Promise<void>;
  /** Writes the closing record with why and its counts, and the last checkpoint, and makes all files read-only. */
  close(because?: string): Promise<void>;
  /** Lets go of the files as they are: the log stays open, and can be written on. */
  abandon(): Promise<void>;
}

interface OpenFile {
  readonly path: string;
  readonly file: DurableFile;
}

export interface AuditLogParts {
  readonly chain: RecordChain;
  readonly log: OpenFile;
  /** Where checkpoints go: beside the log, and the second place. */
  readonly places: readonly OpenFile[];
  readonly origin: string;
  readonly signer: CheckpointSigner;
  readonly lock: KernelLock;
  readonly clock?: Pick<Clock, 'after'>;
  /** Records between two checkpoints; default 256. */
  readonly checkpointEvery?: number;
}

/** Writes a log on from where its chain stands. Only open-audit-log.ts calls this, after it has checked the rest. */
export function writeAuditLog(parts: AuditLogParts): AuditLog {
  const { chain, log, places, origin, signer, lock, checkpointEvery = 256 } = parts;
  let [over, checkpointed] = [false, chain.head().size];

  const checkpoint = async (head: ChainHead): Promise<void> => {
    const note = Buffer.from(signCheckpoint({ origin, ...head }, signer));
    for (const { file } of places) await file.append(note);
    checkpointed = head.size;
  };
  const commit = createGroupCommit<ChainHead>({
    path: log.path,
    clock: parts.clock ?? systemClock,
    write: (bytes) => log.file.append(bytes),
    written: async (head) => {
      if (head.size - checkpointed >= checkpointEvery) await checkpoint(head);
    },
  });
  const add = async (kind: string, facts: Parameters<RecordChain['next']>[1], urgent: boolean) => {
    const lines = chain.next(kind, facts).map(({ line, head }) => commit.add(line, head, urgent));
    await Promise.all(lines);
  };
  const release = async (how?: 'forGood'): Promise<void> => {
    await Promise.allSettled([log, ...places].map(({ file }) => file.close()));
    lock.release(how);
  };
  const finish = async (because?: string): Promise<void> => {
    await add('closed', (records, { counts }) => ({ because, records, counts }), true);
    await commit.settled();
    await checkpoint(chain.head()).catch((cause: unknown) => Promise.reject(commit.fail(cause)));
    for (const { path } of [log, ...places]) await chmod(path, 0o444);
  };
  return {
    append: async (kind, facts, { urgent = true } = {}) => {
      if (over) throw auditUnwritable(log.path);
      await add(kind, facts, urgent);
    },
    close: async (because) => {
      if (over) return;
      over = true;
      try {
        await finish(because);
      } catch (error) {
        await release();
        throw error;
      }
      await release('forGood');
    },
    abandon: async () => {
      if (over) return;
      over = true;
      await commit.settled();
      await release();
    },
  };
}
