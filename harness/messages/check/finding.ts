import { maskIdentities } from '../../identities/mask-identities.ts';
import { placeIn, type WrittenElement } from '../xml/xml-document.ts';

/** Something that is wrong with a message, and where. Nothing in it comes from the message but names of elements. */
export interface Finding {
  /** An error refuses the message; a warning does not. */
  readonly severity: 'error' | 'warning';
  readonly line: number;
  readonly column: number;
  /** Path of the element, e.g. /MsgHead/MsgInfo/GenDate; empty where the text is no XML. */
  readonly path: string;
  readonly rule: string;
}

/** An element with the way to it: the root first, itself last. */
export type Trail = readonly [WrittenElement, ...WrittenElement[]];

/** The path of an element; a number tells those of one name apart. */
export function pathOf(trail: Trail): string {
  const steps = trail.map((element, index) => {
    const alike = trail[index - 1]?.children.filter(({ name }) => name === element.name) ?? [];
    const number = alike.length > 1 ? `[${alike.indexOf(element) + 1}]` : '';
    return `/${element.name}${number}`;
  });
  return maskIdentities(steps.join(''));
}

/** A finding at an element. */
export function findingAt(xml: string, trail: Trail, severity: Finding['severity'], rule: string): Finding {
  const element = trail.at(-1) ?? trail[0];
  return { severity, ...placeIn(xml, element.at), path: pathOf(trail), rule };
}

/** The element and all inside, each with the way to it, in order. */
export function* trailsIn(trail: Trail): Generator<Trail> {
  yield trail;
  for (const child of (trail.at(-1) ?? trail[0]).children) yield* trailsIn([...trail, child]);
}
