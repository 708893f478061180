import { testDataPath, testDataSchema, type TestDatum } from '#harness/common/test-data.ts';
import { HarnessError } from '#harness/errors.ts';
import { ask } from './ask.ts';
import type { Eraser } from './eraser.ts';

/** What the message exchange wants to see of anybody who reads. */
const headers = { 'api-version': '2', 'nhn-source-system': 'verdikjede purge' };

/** Deletes at the door of a mock or stand-in, and looks at the places where others read as well. */
export function doorEraser(participant: string, serviceUrl: string): Eraser {
  const door = `${serviceUrl}${testDataPath}`;
  const list = async (): Promise<readonly TestDatum[]> => {
    const { status, text } = await ask(participant, door);
    if (status !== 200) throw noDoor(participant);
    return testDataSchema.parse(JSON.parse(text)).kept;
  };
  const isShown = async ({ readAt }: TestDatum): Promise<boolean> => {
    if (readAt === undefined) return false;
    const { status } = await ask(participant, `${serviceUrl}${readAt}`, { headers });
    return status !== 404;
  };
  return {
    place: participant,
    list,
    remove: async () => {
      const { status } = await ask(participant, door, { method: 'DELETE' });
      if (status !== 204) throw noDoor(participant);
    },
    leftovers: async (removed) => {
      const left = [...(await list())];
      for (const datum of removed) if (await isShown(datum)) left.push(datum);
      return left;
    },
  };
}

const noDoor = (participant: string): HarnessError =>
  new HarnessError(`${participant} has no door at which test data is deleted.`, {
    code: 'ENVIRONMENT_REFUSED',
    stage: 'participants',
    participant,
    hint: 'Is what runs there of this version? Take it down and start it again: npx verdikjede mocks up',
  });
