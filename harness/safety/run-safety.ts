import type { SealChoice } from '#harness/seal/try-seal.ts';
import { attackRun } from './courses/attack-run.ts';
import { killGuard } from './courses/guard-killed.ts';
import { changePolicy } from './courses/policy-changed.ts';
import { runControl } from './run-control.ts';
import type { Course, Judge } from './safety-result.ts';
import { openWorld, type World } from './world.ts';

interface SafetyOptions {
  readonly only: string | undefined;
  readonly seal: SealChoice | undefined;
}

/**
 * Attacks sinks that play production: one with the guard off, as a control, and others in sealed verify runs at the same
 * time. `only` chooses attacks of the shared run by their ids (a regular expression), and leaves out those whose run is
 * their own.
 */
export async function runSafety({ only, seal }: SafetyOptions): Promise<Course> {
  await using world = await openWorld(seal);
  const [control, judges] = await Promise.all([
    world.production('control').then((production) => runControl(production, world.ca, only)),
    verifyRuns(world, only),
  ]);
  const courses = judges.map((judge) => judge(control));
  return {
    attacks: courses.flatMap(({ attacks }) => attacks),
    claims: courses.flatMap(({ claims }) => claims),
  };
}

async function verifyRuns(world: World, only: string | undefined): Promise<Judge[]> {
  const shared = await attackRun({ world, production: await world.production('shared'), only });
  if (only !== undefined) return [shared];
  return [
    shared,
    await killGuard(world, await world.production('killed')),
    await changePolicy(world, await world.production('changed')),
  ];
}
