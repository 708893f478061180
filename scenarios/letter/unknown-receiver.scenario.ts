import { about, expect, testOnly } from '#harness/run/scenario.ts';
import { appRecDeadlineMs, letterChain } from './letter.chain.ts';
import { letterToCitizen } from './letter-to-citizen.ts';

testOnly(
  'an unknown receiver gives the sender a clear, negative outcome',
  about({ chain: letterChain, requirements: ['P8', 'O3'], writes: true }),
  async ({ act }) => {
    const outcome = await act.trySendLetter({ ...letterToCitizen(), receiverHerId: '8999999' });

    expect(outcome).toMatchObject({ sent: false, code: 'unknown-receiver' });
  },
);

testOnly(
  'a letter to a patient whom the portal does not know is rejected with E35',
  about({ chain: letterChain, requirements: ['P7', 'P8', 'O4'], writes: true }),
  async ({ act, exchange }) => {
    const stranger = { pid: '01729010053', givenName: 'Ukjent', familyName: 'Vandrer' };
    const letter = await act.sendLetter({ ...letterToCitizen(), patient: stranger });

    const state = await exchange.stateWithAppRec(letter, appRecDeadlineMs);
    expect(state).toEqual({ transport: 'Acknowledged', appRec: 'Rejected', errors: ['E35'] });
  },
);
