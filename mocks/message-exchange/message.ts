/** `Abandoned` (sending again was given up, without a receipt) is v3's; v2 has no word for it. */
export type DeliveryState = 'Unconfirmed' | 'Acknowledged' | 'Rejected' | 'Abandoned';
export type AppRecStatus = 'Ok' | 'Rejected' | 'OkErrorInMessagePart';

/** One error of an application receipt, as the API spells it. */
export interface AppRecError {
  readonly errorCode: string | null;
  readonly details: string | null;
  readonly description: string | null;
  /** Code system; the general errors (8221) when null. */
  readonly oid: string | null;
}
export interface AppRecOutcome {
  readonly status: AppRecStatus;
  readonly errors: readonly AppRecError[];
  /** Id of the message that carries it. */
  readonly messageId?: string | undefined;
}

/** What has become of a message at one of its receivers. Transport and AppRec are independent axes. */
export interface ReceiverState {
  readonly herId: number;
  transport: DeliveryState;
  /** Whether it has left the exchange on its way there. */
  sent: boolean;
  appRec: AppRecOutcome | undefined;
  /** Where it stands in the receiver's list, as long as it is unread. */
  unread: Delivery | undefined;
  /** Whether it becomes unread once more after it was read (setting `doubleEvery`). */
  comesAgain: boolean;
}

/** A message in the exchange. The facts are those of its business document. */
export interface Message {
  /** GUID in lower case. */
  readonly id: string;
  readonly senderHerId: number;
  readonly receivers: readonly ReceiverState[];
  /** MsgId, or Id of an AppRec. */
  readonly businessDocumentId: string;
  /** MsgInfo/Type, or APPREC. */
  readonly type: string;
  /** As it stands in the document. */
  readonly genDate: string;
  /** Norwegian local time without zone, as the API gives it; sorts as text. */
  readonly localGenDate: string;
  readonly isAppRec: boolean;
  /** The business document as base64. */
  readonly document: () => string;
}

/** An unread message at one of its receivers. */
export interface Delivery {
  readonly message: Message;
  readonly receiver: ReceiverState;
  /** Grows with every delivery; decides between equal GenDates. */
  readonly sequence: number;
}

/** A receiver's state at the start. */
export function newReceiver(herId: number): ReceiverState {
  return {
    herId,
    transport: 'Unconfirmed',
    sent: false,
    appRec: undefined,
    unread: undefined,
    comesAgain: false,
  };
}
