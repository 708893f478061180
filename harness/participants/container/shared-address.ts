import type { PartPlan } from '../backend.ts';

/**
 * The parts of an environment share one address in the run's network, as the containers of a pod do: setting up an
 * address of its own costs a container many times what all else of its start does.
 */
export interface SharedAddress {
  /** The part whose container has the address: the front, which callers come to, where there is one. */
  readonly holder: PartPlan['title'];
  /** All that is published there. */
  readonly ports: readonly number[];
  /** Names that lead to it in the network. */
  readonly names: readonly string[];
}

/** The address of these parts; throws when there are none. */
export function sharedAddress(parts: readonly PartPlan[]): SharedAddress {
  const holder = parts.find(({ kind }) => kind === 'front') ?? parts[0];
  if (holder === undefined) throw new TypeError('an address is for one part at least');
  return {
    holder: holder.title,
    ports: parts.map((part) => (part.kind === 'wiremock' ? part.port : part.config.listen.port)),
    names: parts.flatMap((part) => (part.kind === 'front' ? part.config.names.map(({ host }) => host) : [])),
  };
}
