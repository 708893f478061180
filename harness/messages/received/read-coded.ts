import type { Coded } from './facts.ts';
import { present } from './present.ts';
import type { XmlElement } from '../xml-element.ts';

const isOid = (text: string | undefined): boolean => /^\d+(\.\d+){3,}$/.test(text ?? '');

/** A coded value (CV). Some systems swap `V` and `S`; an OID where the code belongs tells. */
export function readCoded(element: XmlElement | undefined): Coded {
  const { V, S, DN, OT } = element?.attributes ?? {};
  const [code, system] = isOid(V) && !isOid(S) ? [S, V] : [V, S];
  return present({ code: code?.trim(), system: system?.trim(), name: DN, text: OT });
}
