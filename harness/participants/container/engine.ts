import { getContainerRuntimeClient, type ContainerRuntimeClient } from 'testcontainers';

/** The container engine that answers here, as testcontainers finds it (Docker or compatible); undefined: none. */
export async function engine(): Promise<ContainerRuntimeClient | undefined> {
  return getContainerRuntimeClient().catch(() => undefined);
}
