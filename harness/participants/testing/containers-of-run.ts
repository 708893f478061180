import { engine } from '../container/engine.ts';
import { labels } from '../container/labels.ts';

/** Names of all containers of a run, running or not, and of its network, as the engine knows them. */
export async function containersOfRun(runId: string): Promise<string[]> {
  const client = await engine();
  if (client === undefined) return [];
  const { dockerode } = client.container;
  const filters = { label: [`${labels.run}=${runId}`] };
  const [containers, networks] = await Promise.all([
    dockerode.listContainers({ all: true, filters }),
    dockerode.listNetworks({ filters: JSON.stringify(filters) }),
  ]);
  return [...containers.flatMap(({ Names }) => Names), ...networks.map(({ Name }) => Name)];
}
