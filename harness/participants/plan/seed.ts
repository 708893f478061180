import jsonPatch from 'fast-json-patch';
import type { Drift } from '#environments/drift.schema.ts';
import type { ParticipantName } from '#harness/common/participants.ts';
import { rosterSchema, standingSchema, type Roster, type Standing } from '#harness/common/roster.ts';
import { HarnessError } from '#harness/errors.ts';

/** What a participant's service starts its memory from. */
export interface Seed {
  readonly roster: Roster;
  readonly standing: Standing;
}
type SeedPatch = Drift['seed'][number];

/**
 * A participant's own copy of roster and standing record, changed as the drift file says; the others keep theirs.
 * Throws DRIFT_INVALID for a patch that finds nothing, fails, or leaves something that is no seed any more.
 */
export function seedFor(participant: ParticipantName, seed: Seed, drift: Drift | undefined): Seed {
  const patches = (drift?.seed ?? []).filter((patch) => patch.participant === participant);
  if (patches.length === 0) return seed;
  const copy = structuredClone(seed) as { roster: Roster; standing: Standing };
  for (const patch of patches) applyTo(copy, patch);
  const roster = rosterSchema.safeParse(copy.roster);
  const standing = standingSchema.safeParse(copy.standing);
  const issues = [...(roster.error?.issues ?? []), ...(standing.error?.issues ?? [])];
  if (!roster.success || !standing.success) {
    throw invalid(
      participant,
      `leaves a seed that is not valid at ${issues.map((i) => i.path.join('/')).join(', ')}`,
    );
  }
  return { roster: roster.data, standing: standing.data };
}

function applyTo(seed: Seed, patch: SeedPatch): void {
  const { objects, matches, wanted, keys } = selection(seed, patch);
  const at = objects.findIndex(matches);
  if (at === -1) {
    throw invalid(
      patch.participant,
      `names ${wanted}, which is not in the seed; there is: ${keys.join(', ') || 'none'}`,
    );
  }
  try {
    const target = objects[at] as object;
    const changed = jsonPatch.applyPatch(
      target,
      structuredClone(patch.patch) as jsonPatch.Operation[],
      true,
      false,
    );
    objects[at] = changed.newDocument;
  } catch (error) {
    // The library's own message carries the whole object, identities included.
    const failure = error as { name?: string; index?: number };
    const step = patch.patch[failure.index ?? 0];
    throw invalid(
      patch.participant,
      `for ${wanted} cannot be applied at "${step?.op ?? ''} ${step?.path ?? ''}" (${failure.name ?? 'unknown'})`,
    );
  }
}

interface Selection {
  readonly objects: unknown[];
  readonly matches: (object: unknown) => boolean;
  /** The key as the drift file names it, and all keys of its kind. Roles, HER-ids and record names; never a person's number. */
  readonly wanted: string;
  readonly keys: readonly string[];
}

function selection({ roster, standing }: Seed, patch: SeedPatch): Selection {
  if ('party' in patch) {
    const by =
      'herId' in patch.party
        ? ({ key: 'herId', value: patch.party.herId } as const)
        : ({ key: 'role', value: patch.party.role } as const);
    return select(roster.parties, (party) => party[by.key], `the party with ${by.key}`, by.value);
  }
  if ('person' in patch) {
    return select(roster.people, (person) => person.role, 'the person with role', patch.person.role);
  }
  const { record, citizen } = patch.letter;
  const key = (letter: { record: string; citizen: string }): string =>
    `${letter.record} of ${letter.citizen}`;
  return select(standing.letters, key, 'the letter', key({ record, citizen }));
}

function select<T>(
  objects: T[],
  keyOf: (object: T) => string | undefined,
  kind: string,
  value: string,
): Selection {
  return {
    objects,
    matches: (object) => keyOf(object as T) === value,
    wanted: `${kind} "${value}"`,
    keys: objects.flatMap((object) => keyOf(object) ?? []),
  };
}

const invalid = (participant: ParticipantName, what: string): HarnessError =>
  new HarnessError(`The drift file's seed patch of ${participant} ${what}.`, {
    code: 'DRIFT_INVALID',
    stage: 'environment',
    hint: "Change `seed` in the drift file; keys are those of the environment's roster and standing record.",
    participant,
  });
