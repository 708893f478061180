import type { ContainerRuntimeClient } from 'testcontainers';
import { systemClock } from '#harness/common/clock.ts';
import { engine } from './engine.ts';
import { labels } from './labels.ts';

/** How long the engine may still be making what a supervisor asked for before it died. */
const inTheMakingMs = 500;

/**
 * Removes containers and networks of this user on this machine, of the runs that are chosen by their id. Nothing
 * without our labels is ever touched. After a supervisor's sudden death it looks twice.
 */
export async function removeRunContainers(
  chosen: (runId: string) => boolean,
  supervisor: 'here' | 'gone' = 'here',
): Promise<void> {
  const client = await engine();
  if (client === undefined) return;
  await removeOnce(client, chosen);
  if (supervisor === 'here') return;
  await systemClock.after(inTheMakingMs);
  await removeOnce(client, chosen);
}

async function removeOnce(client: ContainerRuntimeClient, chosen: (runId: string) => boolean): Promise<void> {
  const { dockerode } = client.container;
  const filters = { label: labels.ours() };
  const containers = await dockerode.listContainers({ all: true, filters });
  const isChosen = (itsLabels: Record<string, string> | undefined): boolean =>
    chosen(itsLabels?.[labels.run] ?? '');
  await Promise.all(
    containers
      .filter(({ Labels }) => isChosen(Labels))
      .map(({ Id }) => dockerode.getContainer(Id).remove({ force: true, v: true }).catch(ignoreGone)),
  );
  const networks = await dockerode.listNetworks({ filters: JSON.stringify(filters) });
  await Promise.all(
    networks
      .filter(({ Labels }) => isChosen(Labels))
      .map(({ Id }) => dockerode.getNetwork(Id).remove().catch(ignoreGone)),
  );
}

/** Someone else (the keeper, a next start) was faster: 404, or 409 while it is under way. */
function ignoreGone(error: unknown): void {
  const { statusCode } = error as { statusCode?: number };
  if (statusCode !== 404 && statusCode !== 409) throw error;
}
