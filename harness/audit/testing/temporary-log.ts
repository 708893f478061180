import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateAuditKey } from '../checkpoint-key.ts';
import type { AuditLogOptions } from '../open-audit-log.ts';

export interface TemporaryLog extends Disposable {
  readonly folder: string;
  readonly options: AuditLogOptions;
}

/** A folder of its own, and what a log in it is opened with. */
export function temporaryLog(change: Partial<AuditLogOptions> = {}): TemporaryLog {
  const folder = mkdtempSync(join(tmpdir(), 'verdikjede-audit-'));
  return {
    folder,
    options: {
      path: join(folder, 'evidence', 'audit.jsonl'),
      copyPath: join(folder, 'elsewhere', 'run-1.checkpoints'),
      origin: 'verdikjede.audit/run-1',
      privateKey: generateAuditKey(),
      opening: { run: 'run-1', environment: 'rehearsal' },
      ...change,
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
