import { z } from 'zod';
import { HarnessError } from '../errors.ts';
import { parseTarget, type Step } from './overlay-target.ts';

/** The OpenAPI Overlay Specification 1.0, as far as we use it: see parseTarget(). */
export const overlaySchema = z.strictObject({
  overlay: z.literal('1.0.0'),
  info: z.strictObject({ title: z.string(), version: z.string() }),
  /** Room for YAML anchors. */
  'x-anchors': z.unknown().optional(),
  actions: z.array(
    z.strictObject({
      target: z.string(),
      /** Why, and after which source. */
      description: z.string(),
      update: z.record(z.string(), z.unknown()).optional(),
      remove: z.literal(true).optional(),
    }),
  ),
});
export type Overlay = z.infer<typeof overlaySchema>;

type JsonObject = Record<string, unknown>;
/** A value with the object or list that holds it, so that it can be taken out. */
interface Place {
  readonly holder: JsonObject | unknown[] | undefined;
  readonly key: string;
  readonly value: unknown;
}

/**
 * A copy of the document with the overlay's actions done in order: objects are merged, all else is replaced. Throws
 * ENVIRONMENT_INVALID for a target that the document does not have: then one of the two is out of date.
 */
export function applyOverlay(document: JsonObject, overlay: Overlay): JsonObject {
  const whole = structuredClone(document);
  for (const { target, update, remove } of overlay.actions) {
    const places = parseTarget(target).reduce<Place[]>(
      (found, step) => found.flatMap((place) => inside(place.value, step)),
      [{ holder: undefined, key: '', value: whole }],
    );
    if (places.length === 0) throw missing(target);
    for (const { holder, key, value } of places) {
      if (isObject(value) && update !== undefined) merge(value, update);
      if (remove !== true) continue;
      if (Array.isArray(holder)) holder.splice(holder.indexOf(value), 1);
      else if (holder !== undefined) Reflect.deleteProperty(holder, key);
    }
  }
  return whole;
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function inside(value: unknown, step: Step): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as JsonObject | unknown[];
  const all = Object.entries(holder).map(([key, child]: [string, unknown]) => ({
    holder,
    key,
    value: child,
  }));
  if (step.kind === 'all') return all;
  if (step.kind === 'name') return all.filter(({ key }) => key === step.name);
  return all.filter(({ value: child }) => isObject(child) && child[step.key] === step.equals);
}

function merge(target: JsonObject, update: JsonObject): void {
  for (const [key, value] of Object.entries(update)) {
    const present = target[key];
    if (isObject(present) && isObject(value)) merge(present, value);
    else target[key] = structuredClone(value);
  }
}

const missing = (target: string): HarnessError =>
  new HarnessError(`The overlay has an action for ${target}, which the document does not have.`, {
    code: 'ENVIRONMENT_INVALID',
    stage: 'setup',
    hint: 'Mend harness/contract/msh-api-v2.overlay.yaml: the published document has changed, or the target is wrong.',
  });
