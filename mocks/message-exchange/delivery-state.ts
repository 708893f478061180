import type { DeliveryState } from './message.ts';

/** What the transport of a message to one receiver comes to: a receipt, a negative one, or none however often asked. */
export type TransportEvent = 'acknowledge' | 'reject' | 'abandon';

/** The transport axis: what may happen in a state, and where it leads. Where nothing may, the state is final. */
const transportMoves: Readonly<Record<DeliveryState, Partial<Record<TransportEvent, DeliveryState>>>> = {
  Unconfirmed: { acknowledge: 'Acknowledged', reject: 'Rejected', abandon: 'Abandoned' },
  Acknowledged: {},
  Rejected: {},
  Abandoned: {},
};

/**
 * The application axis, by the transport state: whether an AppRec may come. The axes are independent, so one may come
 * before the transport receipt, or though that was given up; what the transport rejected, nobody has seen.
 */
const appRecMayCome: Readonly<Record<DeliveryState, boolean>> = {
  Unconfirmed: true,
  Acknowledged: true,
  Rejected: false,
  Abandoned: true,
};

/** Where the event leads from this transport state; undefined when the state does not move. */
export function afterTransport(state: DeliveryState, event: TransportEvent): DeliveryState | undefined {
  return transportMoves[state][event];
}

/** Whether a receiver in this state takes an AppRec: it comes once, and is final. */
export function takesAppRec(receiver: {
  readonly transport: DeliveryState;
  readonly appRec: object | undefined;
}): boolean {
  return receiver.appRec === undefined && appRecMayCome[receiver.transport];
}
