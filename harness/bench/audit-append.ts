import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateAuditKey } from '#harness/audit/checkpoint-key.ts';
import { openDurableFile } from '#harness/audit/durable-file.ts';
import { openAuditLog } from '#harness/audit/open-audit-log.ts';
import { auditIntent } from './audit-intent.ts';
import type { Figure } from './bench-line.ts';
import { describeRounds, interleaved, median } from './statistics.ts';

const unit = 'records/s';
const rounds = 16;
const groupsPerRound = 60;
/** Requests that wait for the same write: as many as the guard is measured with. */
const perGroup = 16;

/** Records per second into the audit log, against the same number of bytes appended bare, synced after as many. */
export const auditAppend: Figure = {
  name: 'audit.append',
  unit,
  goal: 0.5,
  better: 'higher',
  measure: async (tell) => {
    const folder = await mkdtemp(join(tmpdir(), 'verdikjede-bench-audit-'));
    try {
      const log = await openAuditLog({
        path: join(folder, 'audit.jsonl'),
        copyPath: join(folder, 'copy.checkpoints'),
        origin: 'verdikjede.audit/bench',
        privateKey: generateAuditKey(),
        opening: {},
      });
      const bare = await openDurableFile(join(folder, 'bare.jsonl'));
      let number = 0;
      const ours = (): Promise<number> =>
        perSecond(() => Promise.all(Array.from({ length: perGroup }, () => log.append('intent', next()))));
      const next = () => ({ ...auditIntent, number: (number += 1) });
      const line = Buffer.from(`${JSON.stringify(auditIntent)}${' '.repeat(lineExtra)}\n`.repeat(perGroup));
      const reference = (): Promise<number> => perSecond(() => bare.append(line));
      await interleaved(4, ours, reference);
      const seen = await interleaved(rounds, ours, reference);
      await Promise.all([log.close(), bare.close()]);
      tell(`log: ${describeRounds(seen.ours, unit)}; bare: ${describeRounds(seen.reference, unit)}`);
      return { ours: median(seen.ours), reference: median(seen.reference) };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** What a record has besides its facts: sequence, previous hash, time, kind, number. */
const lineExtra = 165;

async function perSecond(writeGroup: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  for (let group = 0; group < groupsPerRound; group += 1) await writeGroup();
  return (groupsPerRound * perGroup * 1000) / (performance.now() - from);
}
