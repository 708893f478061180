import type { Change } from '#environments/change.schema.ts';
import type { Environment } from '#harness/environment/environment.ts';
import { finding, type GateFinding } from './finding.ts';

/** Where a version is shown, as the environment lists it. */
export type ShownVersion = Environment['versions'][number];
/**
 * Reads a deployed version; the caller sees to it that the guard judges the request. Undefined: it answered, and there
 * is none.
 */
export type ReadVersion = (
  shown: ShownVersion,
) => Promise<{ readonly version: string } | 'no answer' | undefined>;

/** Offline: the record names every version that the environment shows, and no other. */
export function checkNamedVersions(
  { predicate }: Change,
  { versions }: Pick<Environment, 'versions'>,
): GateFinding[] {
  const named = predicate.versions.map(({ name }) => name);
  const shown = versions.map(({ name }) => name);
  const missing = shown.filter((name) => !named.includes(name));
  const unknown = named.filter((name) => !shown.includes(name));
  return [
    ...missing.map((name) =>
      finding('versions', `the record does not say which version of ${name} is expected.`),
    ),
    ...unknown.map((name) =>
      finding('versions', `${name} shows no version that can be read; see versions: of the environment.`),
    ),
    ...(new Set(named).size === named.length ? [] : [finding('versions', 'a name stands twice.')]),
  ];
}

/**
 * Through the guard, before the first scenario: what is deployed is what the record expects. Of what does not answer
 * nothing is known; that is told, and the scenarios that need it will be blocked.
 */
export async function checkDeployedVersions(
  { predicate }: Change,
  { versions }: Pick<Environment, 'versions'>,
  read: ReadVersion,
): Promise<GateFinding[]> {
  const compared = versions.map(async (shown): Promise<GateFinding[]> => {
    const { name } = shown;
    const expected = predicate.versions.find((version) => version.name === name)?.version ?? 'none';
    const deployed = await read(shown);
    if (deployed === 'no answer') {
      const because = `${name} does not answer; its version could not be held against ${expected}.`;
      return [{ ...finding('versions', because), warning: true }];
    }
    if (deployed?.version === expected) return [];
    const seen = deployed === undefined ? 'it shows none' : `${shortly(deployed.version)} is deployed`;
    return [finding('versions', `${name}: ${expected} is expected, and ${seen}.`)];
  });
  return (await Promise.all(compared)).flat();
}

/** A version is a few signs; whatever else stood at the pointer is not shown. */
const shortly = (version: string): string => (/^[\w.+-]{1,40}$/.test(version) ? version : 'something else');
