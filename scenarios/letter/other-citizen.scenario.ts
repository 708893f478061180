import { z } from 'zod';
import { about, expect, scenario } from '#harness/run/scenario.ts';
import { letterChain } from './letter.chain.ts';
import { letterToCitizen } from './letter-to-citizen.ts';

scenario(
  'another citizen cannot see or fetch the letter, by link either',
  about({ chain: letterChain, requirements: ['P7', 'P8', 'S6'] }),
  async ({ given, observe, portal }) => {
    const letter = await given('a letter to the citizen', {
      create: (act) => act.sendLetter(letterToCitizen()),
      standing: { letter: 'letter' },
    });
    const citizen = await portal.signIn('citizen');
    const { href } = await citizen.entryOf(letter);
    await citizen.open(href);
    const [attachment = ''] = await citizen.attachmentLinks();

    const other = await portal.signIn('other-citizen');
    const seen = await observe(
      'citizen-portal: what another citizen gets',
      async () => ({
        inInbox: await other.hasInInbox(letter),
        letter: (await other.fetchLink(href)).status,
        attachment: (await other.fetchLink(attachment)).status,
      }),
      z.strictObject({ inInbox: z.boolean(), letter: z.int(), attachment: z.int() }),
    );

    expect(seen).toEqual({ inInbox: false, letter: 404, attachment: 404 });
  },
);
