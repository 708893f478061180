import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { EraserContext, TestDataEraser } from '#harness/common/drivers.ts';
import type { ParticipantName } from '#harness/common/participants.ts';
import { testDatumSchema } from '#harness/common/test-data.ts';
import type { Environment } from '#harness/environment/environment.ts';
import type { Eraser } from './eraser.ts';

/**
 * Deletion in a real system, by the driver that the environment names for it; undefined when there is none, or it
 * exports no `createEraser(context)`. What such a driver lists is all that can be known of leftovers there.
 */
export async function siteEraser(
  { participants, file }: Pick<Environment, 'participants' | 'file'>,
  participant: ParticipantName,
  context: EraserContext,
): Promise<Eraser | undefined> {
  const entry = participants[participant];
  if (entry.as !== 'url' || entry.driver === undefined) return undefined;
  const path = resolve(dirname(file), entry.driver);
  const module = (await import(pathToFileURL(path).href)) as {
    createEraser?: (context: EraserContext) => TestDataEraser;
  };
  if (module.createEraser === undefined) return undefined;
  const eraser = module.createEraser(context);
  const list = async () => z.array(testDatumSchema).parse(await eraser.list());
  return { place: participant, list, remove: () => eraser.remove(), leftovers: list };
}
