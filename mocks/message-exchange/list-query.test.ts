import { expect, test } from '@playwright/test';
import { createApp } from './create-app.ts';
import { listQueryReader, readListQuery } from './list-query.ts';
import { caller, her, send, testConfig } from './test-exchange.ts';

test('readListQuery() takes keys in any case, and knows the defaults of the API', () => {
  expect(readListQuery({ RECEIVERHERIDS: ['1', '2'], OrderBy: '2', includemetadata: 'TRUE' })).toEqual({
    receiverHerIds: [1, 2],
    senderHerId: undefined,
    businessDocumentId: undefined,
    includeMetadata: true,
    count: 10,
    order: 'Descending',
  });
  expect(readListQuery({ ReceiverHerIds: '1', orderby: 'Ascending', SenderHerId: '' })).toMatchObject({
    order: 'Ascending',
    includeMetadata: false,
  });
});

for (const query of [
  {},
  { ReceiverHerIds: 'x' },
  { ReceiverHerIds: '2147483648' },
  { ReceiverHerIds: ['1', '01'] },
  { ReceiverHerIds: '1', MessagesToFetch: '0' },
  { ReceiverHerIds: '1', MessagesToFetch: '101' },
  { ReceiverHerIds: '1', MessagesToFetch: '1.5' },
  { ReceiverHerIds: '1', OrderBy: '3' },
  { ReceiverHerIds: '1', OrderBy: '' },
  { ReceiverHerIds: ['1', ''] },
  { ReceiverHerIds: '1', IncludeMetadata: '1' },
  { ReceiverHerIds: '1', SenderHerId: 'x' },
  { ReceiverHerIds: '1', BusinessDocumentId: 'x'.repeat(101) },
]) {
  test(`readListQuery() refuses ${JSON.stringify(query).slice(0, 60)}`, () => {
    expect(() => readListQuery(query)).toThrow(/validation/);
  });
}

test('readListQuery() lets any int32 be searched for, and keeps every value of a repeated name', () => {
  expect(
    readListQuery({ ReceiverHerIds: ['-2147483648', '0'], receiverherids: '7', SenderHerId: '-1' }),
  ).toMatchObject({ receiverHerIds: [-2147483648, 0, 7], senderHerId: -1 });
  const hundred = '\u{1F4EC}'.repeat(100);
  expect(readListQuery({ ReceiverHerIds: '1', BusinessDocumentId: hundred }).businessDocumentId).toBe(
    hundred,
  );
  expect(() => readListQuery({ ReceiverHerIds: '1', OrderBy: '1', orderby: '2' })).toThrow(/validation/);
});

test('the list filters, orders by GenDate and pages, over one receiver or several', async () => {
  const app = createApp(testConfig);
  const list = async (query: string) =>
    (await caller(app)('GET', `/Messages?${query}`))
      .json<{ id: string; receiverHerId: number }[]>()
      .map(({ id, receiverHerId }) => `${names.get(id)} at ${receiverHerId}`);
  const names = new Map<string, string>();
  const msgId = crypto.randomUUID();
  names.set(await send(app, { genDate: '2026-11-22T09:00:00+01:00', msgId }), 'nine');
  names.set(await send(app, { genDate: '2026-11-22T07:00:00Z', sender: her.other }), 'eight');
  names.set(await send(app, { genDate: '2026-11-22T07:00:00', receiver: her.other }), 'seven');

  const mine = `ReceiverHerIds=${her.receiver}`;
  expect(await list(mine)).toEqual([`eight at ${her.receiver}`, `nine at ${her.receiver}`]);
  expect(await list(`${mine}&OrderBy=Descending&MessagesToFetch=1`)).toEqual([`nine at ${her.receiver}`]);
  expect(await list(`${mine}&SenderHerId=${her.other}`)).toEqual([`eight at ${her.receiver}`]);
  expect(await list(`${mine}&BusinessDocumentId=${msgId}`)).toEqual([`nine at ${her.receiver}`]);
  expect(await list(`${mine}&BusinessDocumentId=${msgId}&SenderHerId=${her.other}`)).toEqual([]);
  expect(await list(`${mine}&ReceiverHerIds=${her.other}`)).toEqual([
    `seven at ${her.other}`,
    `eight at ${her.receiver}`,
    `nine at ${her.receiver}`,
  ]);
});

test('listQueryReader() gives the same for the same words, and refuses what is wrong each time', () => {
  const read = listQueryReader();
  const [one, other] = ['/Messages?ReceiverHerIds=1', '/Messages?ReceiverHerIds=2'];
  const first = read(one, { ReceiverHerIds: '1' });
  expect(read(one, { ReceiverHerIds: '1' })).toBe(first);
  expect(read(other, { ReceiverHerIds: '2' }).receiverHerIds).toEqual([2]);
  // More than it remembers.
  for (let i = 0; i < 1100; i += 1) read(`${one}&x=${i}`, { ReceiverHerIds: '3' });
  expect(read(one, { ReceiverHerIds: '1' })).toEqual(first);
  for (const attempt of [1, 2]) {
    expect(() => read('/Messages', {}), `attempt ${attempt}`).toThrow('Model validation error occurred');
  }
});
