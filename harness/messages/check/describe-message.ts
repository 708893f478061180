import { maskIdentities } from '../../identities/mask-identities.ts';
import { classify } from '../../identities/national-identity-number.ts';
import type { ParsedMessage } from '../message.ts';
import type { ReceivedParty, ReceivedPatient } from '../received/facts.ts';

/** A party as a tester may see it. */
export interface PartyFacts {
  readonly organisation?: string;
  readonly organisationHerId?: string;
  readonly service?: string;
  readonly serviceHerId?: string;
}

/** What a message is, with nothing of the patient in it. */
export interface MessageFacts {
  /** Kind and version, e.g. MsgHead 1.2, Epikrise 1.2, AppRec 1.1. */
  readonly kind: string;
  readonly type?: string;
  readonly msgId?: string;
  readonly genDate?: string;
  readonly from?: PartyFacts;
  readonly to?: PartyFacts;
  readonly copies?: readonly PartyFacts[];
  /** What kind of number the patient has; never the number. */
  readonly patient?: string;
  /** Kinds of its parts, in order. */
  readonly contains?: readonly string[];
}

const party = (one: ReceivedParty): PartyFacts => ({
  ...(one.organisationName === undefined ? {} : { organisation: maskIdentities(one.organisationName) }),
  ...(one.organisationHerId === undefined
    ? {}
    : { organisationHerId: maskIdentities(one.organisationHerId) }),
  ...(one.serviceName === undefined
    ? {}
    : { service: one.isPerson ? 'a health professional' : maskIdentities(one.serviceName) }),
  ...(one.serviceHerId === undefined ? {} : { serviceHerId: maskIdentities(one.serviceHerId) }),
});

const patientOf = (patient: ReceivedPatient | undefined): { patient?: string } =>
  patient === undefined
    ? {}
    : { patient: patient.pid === undefined ? 'without number' : `[fnr] ${classify(patient.pid)}` };

type MsgHead = Extract<ParsedMessage, { root: 'MsgHead' }>;
const partsOf = (message: MsgHead): readonly string[] =>
  message.documents.map(({ content, msgType }) => {
    if (content === undefined) return msgType;
    if (content.kind === 'other') return maskIdentities(content.element.name);
    return 'version' in content ? `${content.kind} ${content.version}` : content.kind;
  });

const common = (
  message: Exclude<ParsedMessage, { root: 'ebXML' | 'SOAP' | 'Collaboration' | 'AppRec' }>,
) => ({
  type: maskIdentities(message.type),
  msgId: maskIdentities(message.msgId),
  genDate: message.genDate,
  from: party(message.sender),
  to: party(message.receiver),
  ...(message.otherReceivers.length === 0 ? {} : { copies: message.otherReceivers.map(party) }),
  ...patientOf(message.patient),
});

const herIdOf = (ids: readonly { readonly type?: string | undefined; readonly id: string }[]): PartyFacts => {
  const herId = ids.find(({ type }) => type === 'HER')?.id;
  return herId === undefined ? {} : { serviceHerId: herId };
};

/** The facts of a message that a tester needs, identities hidden. */
export function describeMessage(message: ParsedMessage): MessageFacts {
  switch (message.root) {
    case 'MsgHead':
      return { kind: 'MsgHead 1.2', ...common(message), contains: partsOf(message) };
    case 'Message':
      return { kind: `${message.kind} ${message.version}`, ...common(message) };
    case 'AppRec':
      return {
        kind: `AppRec ${message.version}`,
        type: message.status,
        msgId: maskIdentities(message.id),
        genDate: message.genDate,
        from: party(message.sender),
        to: party(message.receiver),
        contains: message.errors.map(({ code }) => maskIdentities(code)),
      };
    case 'ebXML':
      return {
        kind: `ebXML 2.0 ${message.kind}`,
        type: maskIdentities(message.action),
        msgId: maskIdentities(message.msgId),
        genDate: message.genDate,
        from: herIdOf(message.from.ids),
        to: herIdOf(message.to.ids),
      };
    case 'SOAP':
      return { kind: `SOAP ${message.version} ${message.body.kind}` };
    case 'Collaboration':
      return {
        kind: message.kind,
        msgId: maskIdentities(message.msgId),
        contains: message.parties.flatMap(({ processes }) =>
          processes.map(({ name, version }) => maskIdentities(`${name} ${version}`)),
        ),
      };
  }
}
