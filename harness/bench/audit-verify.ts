import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateAuditKey } from '#harness/audit/checkpoint-key.ts';
import type { OpenDurableFile } from '#harness/audit/durable-file.ts';
import { openAuditLog } from '#harness/audit/open-audit-log.ts';
import { verifyLog } from '#harness/audit/verify-log.ts';
import { HarnessError } from '../errors.ts';
import { auditIntent } from './audit-intent.ts';
import type { Figure } from './bench-line.ts';

const records = 1_000_000;
const perGroup = 2_000;

/** Seconds that the check of a closed log of a million records takes, checkpoints and their copy included. */
export const auditVerify: Figure = {
  name: 'audit.verify',
  unit: 's for 1,000,000 records',
  goal: 30,
  better: 'lower',
  measure: async (tell) => {
    const folder = await mkdtemp(join(tmpdir(), 'verdikjede-bench-audit-'));
    try {
      const path = join(folder, 'audit.jsonl');
      await writeLog(folder, path);
      const from = performance.now();
      const report = verifyLog({ path });
      const seconds = (performance.now() - from) / 1000;
      if (report.damage !== null || report.records < records) throw notWhole(report.records);
      tell(`${report.records} records, ${report.checkpoints} checkpoints`);
      return { ours: seconds, reference: null };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function writeLog(folder: string, path: string): Promise<void> {
  const log = await openAuditLog({
    path,
    copyPath: join(folder, 'copy.checkpoints'),
    origin: 'verdikjede.audit/bench',
    privateKey: generateAuditKey(),
    opening: {},
    openFile: unsynced,
  });
  for (let number = 1; number <= records; number += perGroup) {
    const group = Array.from({ length: perGroup }, (_, i) => ({ ...auditIntent, number: number + i }));
    await Promise.all(group.map((facts) => log.append('intent', facts)));
  }
  await log.close();
}

/** How the log is written is not measured here, so nothing waits for the disk. */
const unsynced: OpenDurableFile = async (path) => {
  const handle = await open(path, 'a', 0o600);
  return {
    append: async (bytes) => {
      await handle.appendFile(bytes);
    },
    close: () => handle.close(),
  };
};

const notWhole = (seen: number): HarnessError =>
  new HarnessError(`The log under measurement was expected to be whole; ${seen} of its records were seen.`, {
    code: 'LOAD_FAILED',
    stage: 'guard',
    hint: 'Run npx playwright test --project=unit harness/audit: it says what is wrong.',
  });
