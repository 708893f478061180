import type { EndpointRef, ParticipantName } from '#harness/common/participants.ts';
import type { Title } from '#harness/common/title.ts';

/** A hop: one operation that one participant, or the citizen, calls at the next. */
export interface Hop {
  readonly id: string;
  readonly from: ParticipantName | 'citizen';
  readonly to: ParticipantName;
  readonly title: Title;
  /** How the hop is recognised among the requests that were seen. */
  readonly seenAs: {
    readonly endpoint: EndpointRef;
    readonly operation: string;
    /** Which request of that operation belongs to the message: the one whose path or body has this reference. */
    readonly by: 'exchangeId' | 'msgId' | 'receiverHerId' | 'scenario';
    /** Set apart what is sent by the same operation: the root or type that the document must have. */
    readonly document?: 'letter' | 'delivery report';
  };
}

/** WHAT runs: the participants of a value chain, in order, and the hops between them. */
export interface Chain {
  readonly name: string;
  readonly title: Title;
  readonly participants: readonly (ParticipantName | 'citizen')[];
  readonly hops: readonly Hop[];
}
