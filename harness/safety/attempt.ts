import { systemClock } from '#harness/common/clock.ts';
import type { Attack, Tools } from './attack.ts';

const patienceMs = 5_000;
/** Beacons and workers send after the attempt itself has ended; nothing tells when. */
const settleMs = 500;

/** Makes one attack. Whether it worked is not told here: the sink and the ledger know. */
export async function attempt(attack: Attack, tools: Tools): Promise<void> {
  const tried = Promise.resolve()
    .then(() => attack.attempt(tools))
    .catch(() => undefined);
  await Promise.race([tried, systemClock.after(patienceMs)]);
  if (attack.isOver !== true) await systemClock.after(settleMs);
}
