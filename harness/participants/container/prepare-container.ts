import type { ContainerRuntimeClient } from 'testcontainers';
import type { BackendOptions } from '../backend.ts';
import type { Images } from './images.ts';
import { labels } from './labels.ts';
import { PartContainer } from './part-container.ts';

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

/** What all containers of a run have in common. */
export function prepareContainer(
  { runId, network }: ContainerContext,
  title: string,
  image: string,
  port: number,
  aliases: readonly string[],
): PartContainer {
  const container = new PartContainer(image);
  container.withName(`${network}-${title}`).withLabels(labels.of(runId)).withStartupTimeout(readyWithinMs);
  return container.publishedOnLoopback(port).inNetwork(network, [title, ...aliases]);
}
