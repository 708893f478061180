import { randomBytes } from 'node:crypto';
import { systemClock, type Clock } from '#harness/common/clock.ts';

/** `20261122T064012-3fa9`: sorts by time, and two runs in the same second differ. */
export function newRunId(clock: Clock = systemClock): string {
  const instant = clock.now().toISOString().replace(/[-:]/g, '').slice(0, 15);
  return `${instant}-${randomBytes(2).toString('hex')}`;
}
