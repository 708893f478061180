import type { TestDetails } from '@playwright/test';
import { aboutAnnotation, type About } from '#harness/observation/scenario-evidence.schema.ts';
import type { Chain } from './chain.ts';

export interface AboutFacts {
  readonly chain: Chain;
  /** Ids of requirements that the scenario covers: `P8`, `T3`. */
  readonly requirements: readonly string[];
  /** Set for `testOnly`: it writes in the middle. */
  readonly writes?: boolean;
}

const declared = new Map<string, Chain>();

/** A chain that a loaded scenario is about. */
export const declaredChain = (name: string): Chain | undefined => declared.get(name);

/** Facts about a scenario, as Playwright's details argument: they reach reports, and `--grep @letter` selects by chain. */
export function about({ chain, requirements, writes = false }: AboutFacts): TestDetails {
  declared.set(chain.name, chain);
  const facts: About = {
    chain: {
      name: chain.name,
      title: chain.title,
      participants: [...chain.participants],
      hops: chain.hops.map(({ id, from, to, title, seenAs: { endpoint, operation } }) => ({
        id,
        from,
        to,
        title,
        endpoint,
        operation,
      })),
    },
    requirements: [...requirements],
    writes,
  };
  return { tag: `@${chain.name}`, annotation: { type: aboutAnnotation, description: JSON.stringify(facts) } };
}
