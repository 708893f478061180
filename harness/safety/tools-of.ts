import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RunContext } from '#harness/environment/run-context.ts';
import { markOf, type Tools } from './attack.ts';
import { sinkAddressesSchema, sinkFile } from './sink/sink-addresses.ts';

/** What an attack of this name needs to know of the run that it is made in. */
export function toolsOf(
  run: RunContext,
  id: string,
): Pick<Tools, 'run' | 'sink' | 'origin' | 'mark' | 'url'> {
  const path = join(dirname(run.environmentFile), sinkFile);
  const sink = sinkAddressesSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const origin = run.origins['citizen-portal'] ?? '';
  const mark = markOf(id);
  return { run, sink, origin, mark, url: `${origin}/write/${mark}` };
}
