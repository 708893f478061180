import { z } from 'zod';
import { about, expect, registeredParty, scenario, seenClaims } from '#harness/run/scenario.ts';
import { letterChain } from './letter.chain.ts';
import { letterToCitizen } from './letter-to-citizen.ts';

scenario(
  'the letter arrives and can be read',
  about({ chain: letterChain, requirements: ['P1', 'P8', 'P10', 'O10'] }),
  async ({ given, observe, register, exchange, idGateway, portal, person }) => {
    const letter = await given('a letter to the citizen', {
      create: (act) => act.sendLetter(letterToCitizen()),
      standing: { letter: 'letter' },
    });

    await observe('address-register: receiver', () => register.byRest('receiver'), registeredParty);
    await observe(
      'address-register: receiver by SOAP',
      () => register.bySoap('receiver'),
      z.strictObject({
        fault: z.string().nullable(),
        active: z.boolean().nullable(),
        name: z.string().nullable(),
      }),
    );
    await observe(
      'message-exchange: document',
      () => exchange.document(letter.exchangeId),
      z.strictObject({ root: z.string(), type: z.string(), parts: z.array(z.string()) }),
    );
    await observe(
      'id-gateway: claims of the citizen',
      () => idGateway.claimsOf(person('citizen'), 'high'),
      seenClaims,
    );

    const citizen = await portal.signIn('citizen');
    const entry = await citizen.entryOf(letter);
    await observe(
      'citizen-portal: inbox entry',
      () => Promise.resolve({ title: entry.title }),
      z.strictObject({ title: z.string() }),
    );
    const read = await observe(
      'citizen-portal: letter',
      () => citizen.open(entry.href),
      z.strictObject({
        title: z.string(),
        senderName: z.string(),
        text: z.string(),
        attachments: z.array(z.string()).readonly(),
      }),
    );
    const attachment = await observe(
      'citizen-portal: attachment',
      async () => {
        const [href = ''] = await citizen.attachmentLinks();
        const { status, contentType, body } = await citizen.fetchLink(href);
        return { status, contentType, isPdf: body.subarray(0, 5).toString() === '%PDF-' };
      },
      z.strictObject({ status: z.int(), contentType: z.string(), isPdf: z.boolean() }),
    );

    expect(read).toMatchObject({ title: letter.title, senderName: letter.senderName, text: letter.text });
    expect(attachment).toEqual({ status: 200, contentType: 'application/pdf', isPdf: true });
  },
);
