import { maskIdentities } from '../../identities/mask-identities.ts';
import { namespaces } from '../code-systems.ts';
import { messageInvalid } from '../message-invalid.ts';
import type { XmlElement } from '../xml-element.ts';
import { isOwnRoot } from './read-own-root.ts';

// NAV passes messages on inside this.
const wrappers = ['http://www.nav.no/xml/eiff/2/', 'http://www.trygdeetaten.no/xml/eiff/1/'];

/** Whether the element is the wrapper that NAV puts around a message. */
export const isWrapper = (element: { readonly name: string; readonly namespace: string }): boolean =>
  element.name === 'EI_fellesformat' && wrappers.includes(element.namespace);

const isMsgHead = (element: XmlElement): boolean =>
  element.name === 'MsgHead' && element.namespace === namespaces.msgHead;

// A name may be anything that someone wrote: a long text, or a person's number.
const shown = (name: string): string => maskIdentities(name).slice(0, 120);

/** The message: the root itself or the one inside NAV's wrapper. Anything else is refused by name. */
export function findMessage<E extends XmlElement>(
  root: E,
): {
  readonly kind: 'MsgHead' | 'AppRec' | 'Message';
  readonly element: E;
} {
  const candidates = isWrapper(root) ? (root.children as readonly E[]) : [root];
  const msgHead = candidates.find(isMsgHead);
  if (msgHead !== undefined) return { kind: 'MsgHead', element: msgHead };
  const appRec = candidates.find((element) => element.name === 'AppRec');
  if (appRec !== undefined) return { kind: 'AppRec', element: appRec };
  const ownRoot = candidates.find(isOwnRoot);
  if (ownRoot !== undefined) return { kind: 'Message', element: ownRoot };
  const namespace = root.namespace === '' ? 'no namespace' : `namespace ${shown(root.namespace)}`;
  throw messageInvalid(
    `Expected MsgHead 1.2, AppRec 1.0 or 1.1, or a Message that we know, found root ${shown(root.name)} with ${namespace}.`,
    'Messages with a root of their own: Henvisning 1.0, 1.1; Epikrise 1.1, 1.2; Svarrapport 1.3, 1.4; Rekvisisjon 1.5, 1.6.',
  );
}
