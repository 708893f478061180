import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { afterTransport, takesAppRec, type TransportEvent } from './delivery-state.ts';
import type { DeliveryState } from './message.ts';

const events = ['acknowledge', 'reject', 'abandon', 'Ok', 'Rejected', 'OkErrorInMessagePart'] as const;
type Event = (typeof events)[number];

const isTransport = (event: Event): event is TransportEvent =>
  event === 'acknowledge' || event === 'reject' || event === 'abandon';

test('whatever happens, each axis moves at most once, and no AppRec follows a rejected transport', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...events)), (happens) => {
      let transport: DeliveryState = 'Unconfirmed';
      let appRec: { status: Event } | undefined;
      let [transportMoves, appRecMoves] = [0, 0];
      for (const event of happens) {
        if (isTransport(event)) {
          const next = afterTransport(transport, event);
          if (next === undefined) continue;
          expect(transport).toBe('Unconfirmed');
          [transport, transportMoves] = [next, transportMoves + 1];
        } else if (takesAppRec({ transport, appRec })) {
          expect(transport).not.toBe('Rejected');
          [appRec, appRecMoves] = [{ status: event }, appRecMoves + 1];
        }
      }
      // What came first on each axis decides it.
      const first = happens.find(isTransport);
      const states = { acknowledge: 'Acknowledged', reject: 'Rejected', abandon: 'Abandoned' } as const;
      expect(transport).toBe(first === undefined ? 'Unconfirmed' : states[first]);
      expect(transportMoves).toBe(first === undefined ? 0 : 1);
      const firstAppRec = happens.findIndex((event) => !isTransport(event));
      const taken = firstAppRec >= 0 && happens.slice(0, firstAppRec).find(isTransport) !== 'reject';
      expect(appRecMoves).toBe(taken ? 1 : 0);
      expect(appRec?.status).toBe(taken ? happens[firstAppRec] : undefined);
    }),
  );
});
