import { maskIdentities } from '../../identities/mask-identities.ts';
import { namespaces } from '../code-systems.ts';
import { messageInvalid } from '../message-invalid.ts';
import type { XmlElement } from '../xml-element.ts';

// NAV passes messages on inside this.
const wrappers = ['http://www.nav.no/xml/eiff/2/', 'http://www.trygdeetaten.no/xml/eiff/1/'];

/** Whether the element is the wrapper that NAV puts around a message. */
export const isWrapper = (element: { readonly name: string; readonly namespace: string }): boolean =>
  element.name === 'EI_fellesformat' && wrappers.includes(element.namespace);

const isMsgHead = (element: XmlElement): boolean =>
  element.name === 'MsgHead' && element.namespace === namespaces.msgHead;

// A name may be anything that someone wrote: a long text, or a person's number.
const shown = (name: string): string => maskIdentities(name).slice(0, 120);

/** The MsgHead or AppRec: the root itself or the one inside NAV's wrapper. Anything else is refused by name. */
export function findMessage(root: XmlElement): {
  readonly kind: 'MsgHead' | 'AppRec';
  readonly element: XmlElement;
} {
  const candidates = isWrapper(root) ? root.children : [root];
  const msgHead = candidates.find(isMsgHead);
  if (msgHead !== undefined) return { kind: 'MsgHead', element: msgHead };
  const appRec = candidates.find((element) => element.name === 'AppRec');
  if (appRec !== undefined) return { kind: 'AppRec', element: appRec };
  const namespace = root.namespace === '' ? 'no namespace' : `namespace ${shown(root.namespace)}`;
  throw messageInvalid(
    `Expected MsgHead 1.2 or AppRec 1.0 or 1.1, found root ${shown(root.name)} with ${namespace}.`,
    'Own-root messages (Epikrise, Svarrapport, Rekvisisjon, Henvisning 1.x) are not read here.',
  );
}
