import type { Readable } from 'node:stream';
import type { StartedTestContainer } from 'testcontainers';
import type { StartedPart } from '../backend.ts';
import { lastLines, notReady } from '../not-ready.ts';
import { engine } from './engine.ts';
import type { PartContainer } from './part-container.ts';

/** More than what is quoted of a part is not kept. */
const keptCharacters = 20_000;

/** Starts a container that was configured, wait strategy included; throws PARTICIPANT_NOT_READY with its last lines. */
export async function startContainer(
  title: string,
  container: PartContainer,
  beforeRemoval: (started: StartedTestContainer) => Promise<void> = () => Promise.resolve(),
): Promise<StartedPart> {
  let said = '';
  container.withLogConsumer((stream: Readable) => {
    stream.on('data', (chunk: Buffer | string) => {
      said = (said + String(chunk)).slice(-keptCharacters);
    });
    stream.on('error', () => undefined);
  });
  const started = await container.start().catch((error: unknown) => {
    throw notReady(title, 'its container did not start', said === '' ? messageOf(error) : said);
  });
  const state = { stopping: false };
  return {
    title,
    ended: new Promise((resolve) => {
      void exitOf(started.getId()).then((how) => {
        if (!state.stopping) resolve(`${how}\n${lastLines(said)}`);
      });
    }),
    stop: async () => {
      if (state.stopping) return;
      state.stopping = true;
      await beforeRemoval(started);
      await remove(started.getId());
    },
  };
}

/** Nothing in it is worth a farewell: killed and removed in one. Also when it is gone already. */
async function remove(id: string): Promise<void> {
  const client = await engine();
  await client?.container.dockerode
    .getContainer(id)
    .remove({ force: true, v: true })
    .catch((error: unknown) => {
      const { statusCode } = error as { statusCode?: number };
      if (statusCode !== 404 && statusCode !== 409) throw error;
    });
}

async function exitOf(id: string): Promise<string> {
  const client = await engine();
  const exit = client?.container.dockerode.getContainer(id).wait() as
    Promise<{ StatusCode: number }> | undefined;
  return exit === undefined
    ? 'the container engine is gone'
    : exit.then(
        ({ StatusCode }) => `its container ended with code ${StatusCode}`,
        () => 'the container engine does not answer any more',
      );
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown reason');
