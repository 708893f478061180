import { z } from 'zod';
import { checkMessage } from '../message-invalid.ts';
import { along, within } from '../received/find-elements.ts';
import { present } from '../received/present.ts';
import type { WrittenElement } from '../xml/xml-document.ts';

/** Namespace of ebXML collaboration profiles and agreements 2.0. */
export const collaborationNamespace =
  'http://www.oasis-open.org/committees/ebxml-cppa/schema/cpp-cpa-2_0.xsd';

/** Who can exchange what: a profile (CPP) of one party, or an agreement (CPA) between two. */
export const collaborationSchema = z.strictObject({
  root: z.literal('Collaboration'),
  kind: z.enum(['CPP', 'CPA']),
  /** Its own id. */
  msgId: z.string().min(1),
  parties: z
    .array(
      z.strictObject({
        name: z.string().optional(),
        ids: z.array(z.string()).min(1),
        processes: z.array(z.strictObject({ name: z.string(), version: z.string(), role: z.string() })),
      }),
    )
    .min(1),
});

/** An attribute by its local name: these formats put their attributes into namespaces. */
const attributeOf = (element: WrittenElement | undefined, local: string): string | undefined =>
  element?.writtenAttributes.find(([name]) => name.replace(/^.*:/, '') === local)?.[1];

/** Names of the two roots. */
export const collaborationKinds: Readonly<Record<string, 'CPP' | 'CPA'>> = {
  CollaborationProtocolProfile: 'CPP',
  CollaborationProtocolAgreement: 'CPA',
};

/** A collaboration profile or agreement, checked. */
export function readCollaboration(root: WrittenElement) {
  const kind = collaborationKinds[root.name];
  const facts = {
    root: 'Collaboration',
    kind,
    msgId: attributeOf(root, kind === 'CPA' ? 'cpaid' : 'cppid'),
    parties: within(root, 'PartyInfo').map((party) => ({
      ...present({ name: attributeOf(party, 'partyName') }),
      ids: within(party, 'PartyId').map(({ text }) => text.trim()),
      processes: within(party, 'CollaborationRole').map((role) => ({
        name: attributeOf(along(role, 'ProcessSpecification'), 'name'),
        version: attributeOf(along(role, 'ProcessSpecification'), 'version'),
        role: attributeOf(along(role, 'Role'), 'name'),
      })),
    })),
  };
  return checkMessage(collaborationSchema, facts, `collaboration ${kind ?? ''}`.trim());
}
