import type { ContainerRuntimeClient } from 'testcontainers';
import type { BackendOptions, PartPlan } from '../backend.ts';
import type { Images } from './images.ts';
import { labels } from './labels.ts';
import { PartContainer } from './part-container.ts';
import type { SharedAddress } from './shared-address.ts';

const readyWithinMs = 120_000;

/** What every container of a run is made with. */
export interface ContainerContext extends BackendOptions {
  readonly client: ContainerRuntimeClient;
  readonly images: Images;
  /** Name of the run's network. */
  readonly network: string;
  /** Set once all is being taken down: nothing is tried again then. */
  stopping: boolean;
}

/** What the containers that are started together have in common besides. */
export interface StartContext {
  readonly backend: ContainerContext;
  readonly address: SharedAddress;
  /** PEM text of the CA that they trust. */
  readonly ca: string;
  /** Called when the container that holds the address runs. */
  readonly addressIsUp: () => void;
}

/** What all containers of a run have in common. */
export function prepareContainer(
  { backend: { runId, network }, address, addressIsUp }: StartContext,
  title: PartPlan['title'],
  image: string,
): PartContainer {
  const nameOf = (part: string): string => `${network}-${part}`;
  const container = new PartContainer(image);
  container.withName(nameOf(title)).withLabels(labels.of(runId)).withStartupTimeout(readyWithinMs);
  return title === address.holder
    ? container.publishedOnLoopback(address.ports).inNetwork(network, address.names).onRunning(addressIsUp)
    : container.besides(nameOf(address.holder));
}
