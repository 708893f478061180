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
  /** When the container that holds the address runs: none of the others can start before. */
  readonly untilUp: Promise<void>;
  /** The holder's container is there for the others to name. */
  readonly isMade: () => void;
  /** The holder's container runs. */
  readonly isUp: () => void;
}

/** What all containers of a run have in common. */
export function prepareContainer(
  { backend: { runId, network }, address, untilUp, isMade, isUp }: StartContext,
  title: PartPlan['title'],
  image: string,
): PartContainer {
  const nameOf = (part: string): string => `${network}-${part}`;
  const container = new PartContainer(image);
  container.withName(nameOf(title)).withLabels(labels.of(runId)).withStartupTimeout(readyWithinMs);
  if (title !== address.holder) return container.besides(nameOf(address.holder)).onCreated(() => untilUp);
  const made = (): undefined => void isMade();
  container.publishedOnLoopback(address.ports).inNetwork(network, address.names);
  return container.onCreated(made).onRunning(isUp);
}
