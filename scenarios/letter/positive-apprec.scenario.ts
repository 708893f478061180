import { about, expect, messageState, scenario, senderViewSchema } from '#harness/run/scenario.ts';
import { appRecDeadlineMs, letterChain } from './letter.chain.ts';
import { letterToCitizen } from './letter-to-citizen.ts';

scenario(
  'the sender has a positive AppRec within the deadline',
  about({ chain: letterChain, requirements: ['P8', 'O1', 'O4', 'O8'] }),
  async ({ given, observe, exchange, sender }) => {
    const letter = await given('a letter to the citizen', {
      create: (act) => act.sendLetter(letterToCitizen()),
      standing: { letter: 'letter' },
    });

    // In test the letter is new, and the harness measures; a standing record has long had its AppRec.
    const state = await observe(
      'message-exchange: transport and AppRec',
      () => exchange.stateWithAppRec(letter, appRecDeadlineMs),
      messageState,
    );
    const seen = await observe(
      'hospital-records: what the sender sees',
      () => sender.settledView(letter, appRecDeadlineMs),
      senderViewSchema,
    );

    expect(state).toEqual({ transport: 'Acknowledged', appRec: 'Ok', errors: [] });
    expect(seen).toMatchObject({ outcome: 'delivered', transport: 'Acknowledged', appRec: 'Ok' });
  },
);
