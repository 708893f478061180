import type { EbXmlOverrides } from './far-side/envelope.ts';
import type { Message, ReceiverState } from './message.ts';
import type { Route } from './routes.ts';
import type { Store } from './store/store.ts';

/** What has happened to a message at one of its receivers: it was sent, transport was decided, an AppRec came. */
export interface ExchangeEvent {
  readonly kind: 'sent' | 'transport' | 'apprec';
  readonly message: Message;
  readonly receiver: ReceiverState;
}

/** What happens around the exchange's memory. Each is there only where the settings want it. */
export interface Surroundings {
  readonly store?: Store | undefined;
  /** Takes a message to a far side. */
  readonly handOver?: (
    message: Message,
    receiver: ReceiverState,
    route: Route,
    overrides: EbXmlOverrides,
  ) => void;
  /** Told of each message whose state changed. */
  readonly changed?: ((message: Message) => void) | undefined;
  /** Whether a party that can be reached does not take messages of this type. */
  readonly refuses?: (herId: number, type: string) => boolean;
  readonly tell?: (event: ExchangeEvent) => void;
}
