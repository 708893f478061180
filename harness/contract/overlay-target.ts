import { HarnessError } from '../errors.ts';

/** One step down: to the child of this name, to all, or to those that have `key` equal to a text. */
export type Step =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'all' }
  | { readonly kind: 'where'; readonly key: string; readonly equals: string };

const step =
  /\.(?<plain>[\w-]+)|\['(?<quoted>[^']+)'\]|(?<all>\.\*)|\[\?@\.(?<key>\w+) == '(?<equals>[^']*)'\]/y;

/**
 * The part of JSONPath (RFC 9535) that overlays need: `$`, `.name`, `['name']`, `.*` and `[?@.key == 'text']`. Throws
 * ENVIRONMENT_INVALID for anything else.
 */
export function parseTarget(target: string): readonly Step[] {
  const steps: Step[] = [];
  step.lastIndex = 1;
  while (target.startsWith('$') && step.lastIndex < target.length) {
    const at = step.lastIndex;
    const { plain, quoted, all, key, equals } = step.exec(target)?.groups ?? {};
    const name = plain ?? quoted;
    if (name !== undefined) steps.push({ kind: 'name', name });
    else if (all !== undefined) steps.push({ kind: 'all' });
    else if (key !== undefined && equals !== undefined) steps.push({ kind: 'where', key, equals });
    else throw unreadable(target, at);
  }
  if (!target.startsWith('$')) throw unreadable(target, 0);
  return steps;
}

const unreadable = (target: string, at: number): HarnessError =>
  new HarnessError(`The overlay's target ${target} can't be read from character ${at + 1} on.`, {
    code: 'ENVIRONMENT_INVALID',
    stage: 'setup',
    hint: "Targets are made of $, .name, ['name'], .* and [?@.key == 'text'].",
  });
