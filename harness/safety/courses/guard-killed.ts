import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '#harness/common/clock.ts';
import { guardKilled } from '../attacks/guard-killed.ts';
import { arrivalOf } from '../judge-attacks.ts';
import type { Judge } from '../safety-result.ts';
import type { Production, World } from '../world.ts';
import { arrivalsAt } from '../sink/arrivals-at.ts';

/** Kills the guard of a run that reads, and lets it try to write then. */
export async function killGuard(world: World, { sink, environmentFile }: Production): Promise<Judge> {
  const { target } = world;
  const changeFile = await world.approve(environmentFile, 'guard-killed');
  const running = world.verify({ environmentFile, changeFile, scenarios: 'guard-killed' });
  await Promise.race([running, arrivalsAt(sink, 3)]);
  const guards = processesWith(join(target.project, 'harness', 'guard', 'guard-process.ts'));
  for (const pid of guards) process.kill(pid, 'SIGKILL');
  const { code, said } = await running;
  if (code !== 5) process.stderr.write(said);
  await systemClock.after(1_000);
  const record = target.records().at(-1);
  const arrivals = sink.arrivals();
  const forbidden = arrivals.filter(({ legal }) => legal === null).length;
  const held = guards.length === 1 && arrivals.length >= 3 && forbidden === 0;
  const title = `a run whose guard is killed fails (it ended ${code}), and its log counts as damaged`;
  const claims = [{ title, holds: code === 5 && typeof record?.audit?.problem === 'string' }];
  return (control) => {
    const { id, by } = guardKilled;
    const came = arrivalOf(id, control);
    const stoppedBy = held ? by : 'nobody';
    const passed = held && came !== null;
    const reasons = record?.faults ?? [];
    return { attacks: [{ id, control: came, expectedBy: by, stoppedBy, reasons, passed }], claims };
  };
}

/** Processes that run this file, which is this suite's own copy (Linux). */
function processesWith(file: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && commandOf(name).split('\0').includes(file))
    .map(Number);
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    // It ended while we looked.
    return '';
  }
}
