import { expect, test } from '@playwright/test';
import { xmlAttacks } from '#harness/messages/xml-attacks.fixture.ts';
import { readSoapEnvelope } from './soap-envelope.ts';

const good =
  '<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body><Get xmlns="urn:x"><id>8990101</id></Get></e:Body></e:Envelope>';

test('the envelope without an attack is read', () => {
  expect(readSoapEnvelope(good)?.bodyRoot).toEqual({ namespace: 'urn:x', local: 'Get' });
});

// What is no UTF-8 is refused before it is read as an envelope (refuse-operation.ts).
for (const [name, attack] of Object.entries(xmlAttacks(good, '8990101'))) {
  const bytes = Buffer.from(attack);
  test(`the guard reads no envelope out of: ${name}`, () => {
    const isUtf8 = Buffer.from(bytes.toString('utf8')).equals(bytes);
    expect(isUtf8 ? readSoapEnvelope(bytes.toString('utf8')) : undefined).toBeUndefined();
  });
}
