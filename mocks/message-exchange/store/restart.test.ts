import { expect, test } from '@playwright/test';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { waitUntil } from '#harness/common/wait-until.ts';
import { createApp } from '../create-app.ts';
import { her, letterXml, postBody, testConfig } from '../test-exchange.ts';
import { openRun, type ExchangeRun as Run } from './testing/exchange-run.ts';

const list = (run: Run, herId: number) =>
  run.call('GET', `/Messages?ReceiverHerIds=${herId}&MessagesToFetch=100&IncludeMetadata=true`) as Promise<
    { id: string; isAppRec: boolean }[]
  >;

/** Everything that the API shows of these messages and of both lists. */
async function showAll(run: Run, ids: readonly string[]): Promise<unknown> {
  const lists = [await list(run, her.receiver), await list(run, her.sender), await list(run, her.other)];
  const shown: unknown[] = [];
  for (const id of [...ids, ...lists.flat().map((listed) => listed.id)]) {
    for (const part of ['', '/status', '/apprec', '/business-document']) {
      shown.push(await run.call('GET', `/Messages/${id}${part}`));
    }
  }
  return { lists, shown };
}

/** Sends so many letters, the same minute in all: only the order of arrival tells them apart. */
async function sendLetters(run: Run, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i += 1) {
    ids.push((await run.call('POST', '/Messages', postBody(letterXml({ copies: [her.other] })))) as string);
  }
  return ids;
}

test('killed in the middle of a run, the exchange goes on with everything it had, and nothing twice', async () => {
  await using run = await openRun({ store: { sqlite: 'exchange.sqlite' } });
  await run.start();
  const ids = await sendLetters(run, 6);
  const [first = '', second = '', third = ''] = ids;
  await run.call('PUT', `/Messages/${first}/read/${her.receiver}`);
  await run.call('PUT', `/Messages/${second}/read/${her.other}`);
  await run.call('POST', `/Messages/${first}/apprec/${her.receiver}`, { appRecStatus: 'Ok' });
  await run.call('POST', `/Messages/${third}/apprec/${her.other}`, {
    appRecStatus: 'Rejected',
    appRecErrorList: [{ errorCode: 'E10', details: 'Ugyldig meldingsidentifikator' }],
  });
  const [answer] = await list(run, her.sender);
  await run.call('PUT', `/Messages/${answer?.id}/read/${her.sender}`);
  const before = await showAll(run, ids);

  await run.kill();
  await run.start();
  expect(await showAll(run, ids)).toEqual(before);
  expect(await run.call('GET', `/Messages/${testConfig.standing.letters[0]?.exchangeId}/status`)).toEqual([
    { receiverHerId: her.receiver, transportDeliveryState: 'Acknowledged', appRecStatus: 'Ok' },
  ]);

  // The numbers of deliveries go on: what comes now stands last.
  const more = await sendLetters(run, 2);
  const expected = [...ids.filter((id) => id !== first), ...more];
  expect((await list(run, her.receiver)).map(({ id }) => id)).toEqual(expected);
  expect(
    await run.call('POST', `/Messages/${first}/apprec/${her.receiver}`, { appRecStatus: 'Ok' }),
  ).toMatchObject({
    validationErrors: ['The message has an application receipt from this receiver already.'],
  });
  const then = await showAll(run, [...ids, ...more]);
  await run.stop();
  await run.start();
  expect(await showAll(run, [...ids, ...more])).toEqual(then);
  expect(readdirSync(run.folder).filter((file) => file.endsWith('.sqlite'))).toEqual(['exchange.sqlite']);
});

test('killed at any moment of a stream of letters, it knows each one that it accepted, once', async () => {
  await using run = await openRun({ store: { sqlite: 'exchange.sqlite' } });
  await run.start();
  const accepted = new Set<string>();
  for (const [round, most] of [5, 17, 25].entries()) {
    const streams = Array.from({ length: 4 }, async () => {
      for (;;) {
        const id = await run.call('POST', '/Messages', postBody(letterXml())).catch(() => undefined);
        if (typeof id !== 'string') return;
        accepted.add(id);
        if (accepted.size === (round + 1) * most) await run.kill();
      }
    });
    await Promise.all(streams);
    await run.start();
    const listed = (await list(run, her.receiver)).map(({ id }) => id);
    expect(new Set(listed).size).toBe(listed.length);
    // A letter may have been stored though its answer did not arrive any more: at most one per stream and kill.
    expect(listed.filter((id) => !accepted.has(id)).length).toBeLessThanOrEqual((round + 1) * 4);
    expect([...accepted].filter((id) => !listed.includes(id))).toEqual([]);
  }
});

test('what a far side still has to do, it does after the kill, once', async () => {
  await using run = await openRun({
    store: { sqlite: 'exchange.sqlite' },
    farSides: {
      [her.receiver]: { appRec: { says: 'Ok', afterMs: 1500 } },
      [her.other]: { newestFirstOf: 2, appRec: { says: 'Ok' } },
    },
  });
  await run.start();
  const [first = ''] = await sendLetters(run, 1);
  await run.kill();
  await run.start();
  const [second = ''] = await sendLetters(run, 1);
  const answers = await waitUntil({
    what: 'two AppRecs from each receiver',
    look: async () => {
      const found = await list(run, her.sender);
      return found.length >= 4 ? found : undefined;
    },
    timeoutMs: 10_000,
  });
  expect(answers).toHaveLength(4);
  for (const id of [first, second]) {
    expect(await run.call('GET', `/Messages/${id}/status`)).toEqual([
      { receiverHerId: her.receiver, transportDeliveryState: 'Acknowledged', appRecStatus: 'Ok' },
      { receiverHerId: her.other, transportDeliveryState: 'Acknowledged', appRecStatus: 'Ok' },
    ]);
  }
  await run.kill();
  await run.start();
  expect(await list(run, her.sender)).toEqual(answers);
});

test('without a store, a restart forgets: the control', async () => {
  await using run = await openRun({});
  await run.start();
  await sendLetters(run, 1);
  await run.kill();
  await run.start();
  expect(await list(run, her.receiver)).toEqual([]);
  expect(readdirSync(run.folder)).toEqual(['message-exchange.json']);
});

test('a file that is no store of this version of the exchange is refused', async () => {
  await using run = await openRun({});
  const file = join(run.folder, 'other.sqlite');
  const open = () => createApp({ ...testConfig, settings: { store: { sqlite: file } } });
  writeFileSync(file, 'no database at all, but long enough to be looked at as if it were one'.repeat(20));
  expect(open).toThrow(/cannot keep its messages in .*other\.sqlite: file is not a database/);
  const later = join(run.folder, 'later.sqlite');
  const database = new DatabaseSync(later);
  database.exec('PRAGMA user_version = 7');
  database.close();
  expect(() => createApp({ ...testConfig, settings: { store: { sqlite: later } } })).toThrow(
    /version 7, expected 2/,
  );
});

test('with a folder that alone may be written, the file lies there, and a place outside it is refused', async () => {
  await using run = await openRun({});
  const open = (sqlite: string) =>
    createApp({ ...testConfig, writableFolder: run.folder, settings: { store: { sqlite } } });
  await open('kept.sqlite').close();
  expect(readdirSync(run.folder)).toContain('kept.sqlite');
  for (const outside of [join(run.folder, '..', 'out.sqlite'), '../out.sqlite', `${run.folder}.sqlite`]) {
    expect(() => open(outside), outside).toThrow(/names a file outside the run/);
  }
});
