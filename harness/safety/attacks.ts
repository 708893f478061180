import type { Attack } from './attack.ts';
import { afterTheEnd } from './attacks/after-the-end.ts';
import { guardKilled } from './attacks/guard-killed.ts';
import { machineAttacks } from './attacks/machine.ts';
import { methodAttacks } from './attacks/methods.ts';
import { nodeAttacks } from './attacks/node.ts';
import { playwrightAttacks } from './attacks/playwright.ts';
import { policyChangedInRun } from './attacks/policy-changed.ts';
import { rawAttacks } from './attacks/raw.ts';
import { redirectAttacks } from './attacks/redirects.ts';
import { speculativeAttacks } from './attacks/speculative.ts';
import { tunnelAttacks } from './attacks/tunnels.ts';
import { unloadAttacks } from './attacks/unload.ts';
import { workerAttacks } from './attacks/workers.ts';

/** Attacks that share one verify run, in the order in which they are made. */
export const attacks: readonly Attack[] = [
  ...methodAttacks,
  ...unloadAttacks,
  ...workerAttacks,
  ...speculativeAttacks,
  ...redirectAttacks,
  ...playwrightAttacks,
  ...rawAttacks,
  ...tunnelAttacks,
  ...nodeAttacks,
  ...machineAttacks,
  policyChangedInRun,
  afterTheEnd,
];

/** Attacks that the control makes: these, and those whose verify run is their own. */
export const controlAttacks: readonly Attack[] = [...attacks, guardKilled];
