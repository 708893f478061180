import { engine } from './engine.ts';
import { labels } from './labels.ts';

/** Looks until nothing is left to be seen: a container may be in the making when its supervisor dies. */
const looks = 2;

/**
 * Removes containers and networks of this user on this machine, of the runs that are chosen by their id. Returns
 * how many containers went. Nothing without our label is ever touched.
 */
export async function removeRunContainers(chosen: (runId: string) => boolean): Promise<number> {
  const client = await engine();
  if (client === undefined) return 0;
  const { dockerode } = client.container;
  const filters = { label: labels.ours() };
  let removed = 0;
  for (let clean = 0; clean < looks; ) {
    const containers = await dockerode.listContainers({ all: true, filters });
    const ours = containers.filter(({ Labels }) => chosen(Labels[labels.run] ?? ''));
    await Promise.all(
      ours.map(({ Id }) => dockerode.getContainer(Id).remove({ force: true, v: true }).catch(ignoreGone)),
    );
    removed += ours.length;
    clean = ours.length === 0 ? clean + 1 : 0;
  }
  const networks = await dockerode.listNetworks({ filters: JSON.stringify(filters) });
  const ours = networks.filter(({ Labels }) => chosen(Labels?.[labels.run] ?? ''));
  await Promise.all(ours.map(({ Id }) => dockerode.getNetwork(Id).remove().catch(ignoreGone)));
  return removed;
}

/** Someone else (the keeper, a next start) was faster: 404, or 409 while it is under way. */
function ignoreGone(error: unknown): void {
  const { statusCode } = error as { statusCode?: number };
  if (statusCode !== 404 && statusCode !== 409) throw error;
}
