import { systemClock } from '#harness/common/clock.ts';
import type { RunRecord } from '#harness/observation/run-record.schema.ts';
import { attacks } from '../attacks.ts';
import { judgeAttacks } from '../judge-attacks.ts';
import type { Course, Judge } from '../safety-result.ts';
import type { Arrival } from '../sink/arrival.ts';
import { listWrite } from '../target/write-environment.ts';
import type { Production, World } from '../world.ts';
import { arrivalsAt } from '../sink/arrivals-at.ts';

/** Long enough for whatever outlived the run to write. */
const afterwardsMs = 3_000;
const wantedReads = 10;

interface AttackRun {
  readonly world: World;
  readonly production: Production;
  /** Which attacks, by their ids; all when undefined. */
  readonly only: string | undefined;
}

/** All attacks that share a run, in one sealed verify run. While it goes its policy's file is changed. */
export async function attackRun({ world, production, only }: AttackRun): Promise<Judge> {
  const { sink, environmentFile } = production;
  const chosen = attacks.filter(({ id }) => new RegExp(only ?? '').test(id));
  const changeFile = await world.approve(environmentFile, 'attacks');
  const grep = only === undefined ? {} : { grep: `${only}|a legal read` };
  const running = world.verify({ environmentFile, changeFile, scenarios: 'attacks', ...grep });
  await Promise.race([running, arrivalsAt(sink, 1)]);
  listWrite(environmentFile);
  const { code, said } = await running;
  if (code !== 4) process.stderr.write(said);
  await systemClock.after(afterwardsMs);
  const record = world.target.records().at(-1);
  if (record === undefined) throw new Error(`The verify run left no record:\n${said}`);
  const arrivals = sink.arrivals();
  const { denials } = record.guard;
  return (control) => ({
    attacks: judgeAttacks(chosen, control, { arrivals, denials }),
    claims: [...claimsOf(record, code, arrivals), ...readsOf(record, arrivals)],
  });
}

function claimsOf(record: RunRecord, code: number | null, arrivals: readonly Arrival[]): Course['claims'] {
  const forbidden = arrivals.filter(({ legal }) => legal === null);
  const seen = forbidden.map(({ via, mark }) => `${via} ${mark ?? 'without a mark'}`).join(', ');
  const denied = record.guard.denials.length;
  const { audit } = record;
  const { sealed, seal } = record.environment;
  return [
    { title: `the verify run was sealed by ${seal?.by ?? 'nothing'}`, holds: sealed },
    { title: `denials ended it 4 (it ended ${code})`, holds: code === 4 },
    { title: `nothing forbidden arrived ${seen}`.trim(), holds: forbidden.length === 0 },
    {
      title: `the audit log has all ${denied} denials, is whole and closed`,
      holds: audit?.problem === null && audit.counts['denial'] === denied && audit.counts['closed'] === 1,
    },
  ];
}

function readsOf(record: RunRecord, arrivals: readonly Arrival[]): Course['claims'] {
  const listed = new Set(arrivals.flatMap(({ legal }) => legal ?? []));
  const reads = record.scenarios.filter(({ title }) => title.startsWith('a legal read'));
  return [
    {
      title: `${listed.size} listed operations arrived beside the attacks`,
      holds: listed.size >= wantedReads && reads.length >= wantedReads,
    },
    ...reads.map(({ title, status }) => ({ title, holds: status === 'passed' })),
  ];
}
