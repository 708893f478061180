import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import type { FastifyInstance } from 'fastify';
import { createApp } from '../create-app.ts';
import { her, testConfig } from '../test-exchange.ts';
import { configure, headers, notified, v3Caller, v3Message } from './testing.ts';

interface Reader {
  /** The next event: its name, and its id as a number. */
  next(): Promise<{ event: string; id: number; data: string }>;
  /** Whether the server has ended the stream. */
  ended(): Promise<boolean>;
  close(): void;
}

async function listen(settings: Record<string, unknown> = {}) {
  const app = createApp({ ...testConfig, settings });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const call = v3Caller(app);
  await configure(call, [her.sender, her.receiver]);
  const send = async (): Promise<void> => void (await call('POST', '/messages', v3Message()));
  return { app, call, send };
}

async function follow(app: FastifyInstance, query: string, more: object = {}): Promise<Reader> {
  const { port } = app.server.address() as AddressInfo;
  const abort = new AbortController();
  const url = `http://127.0.0.1:${port}/notifications/stream?${query}`;
  const response = await fetch(url, { headers: { ...headers, ...more }, signal: abort.signal });
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'text/event-stream; charset=utf-8',
  ]);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  let done = false;
  const more1 = async (): Promise<void> => {
    const chunk = await reader?.read();
    done = chunk?.done !== false;
    text += chunk?.value ?? '';
  };
  return {
    next: async () => {
      while (!text.includes('\n\n') && !done) await more1();
      const end = text.indexOf('\n\n');
      const fields = Object.fromEntries(
        text
          .slice(0, end)
          .split('\n')
          .map((line) => /^(\w+):\s?(.*)$/.exec(line)?.slice(1) ?? []),
      ) as Record<string, string>;
      text = text.slice(end + 2);
      return { event: fields['event'] ?? '', id: Number(fields['id']), data: fields['data'] ?? '' };
    },
    ended: async () => {
      while (!done) await more1();
      return done;
    },
    close: () => abort.abort(),
  };
}

test('the stream says that it is there, then tells what happens from now on, to these HER-ids alone', async () => {
  const { app, call, send } = await listen();
  await send();
  const reader = await follow(app, `HerIds=${her.receiver}`);
  expect(await reader.next()).toEqual({ event: 'connected', id: NaN, data: '' });
  await send();
  const seen = await reader.next();
  const [, newest] = await notified(call, [her.receiver]);
  expect(seen).toEqual({ event: 'notification', id: newest?.offset, data: JSON.stringify(newest) });
  reader.close();
  await app.close();
});

test('who connects again goes on where it stopped, by Offset or by Last-Event-ID, and misses nothing', async () => {
  const { app, call, send } = await listen();
  for (let i = 0; i < 3; i += 1) await send();
  const all = (await notified(call, [her.receiver, her.sender])).map(({ offset }) => offset);
  const both = `herids=${her.receiver}&HERIDS=${her.sender}`;
  const rest = async (query: string, more: object = {}, from = 0): Promise<void> => {
    const reader = await follow(app, query, more);
    await reader.next();
    for (const offset of all.slice(from)) expect((await reader.next()).id).toBe(offset);
    reader.close();
  };
  await rest(`${both}&Offset=0`);
  await rest(`${both}&Offset=${all[3]}`, {}, 4);
  await rest(`${both}&Offset=0`, { 'last-event-id': String(all[5]) }, 6);
  await rest(both, { 'last-event-id': String(all[1]) }, 2);
  await app.close();
});

test('a reader that lies far behind gets everything once and in order, and the server ends the stream when it closes', async () => {
  const { app, call, send } = await listen({ notificationIdName: 'id' });
  const reader = await follow(app, `HerIds=${her.sender}&Offset=0`);
  for (let i = 0; i < 400; i += 1) await send();
  const all = await notified(call, [her.sender]);
  expect(all).toHaveLength(800);
  await reader.next();
  for (const { offset } of all) {
    const { id, data } = await reader.next();
    expect(id).toBe(offset);
    expect(JSON.parse(data)).toMatchObject({ id: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  }
  const closing = app.close();
  expect(await reader.ended()).toBe(true);
  await closing;
});

test('polling by offset in pages of any size sees every notification once', async () => {
  const { app, call, send } = await listen();
  for (let i = 0; i < 10; i += 1) await send();
  const all = (await notified(call, [her.sender, her.receiver])).map(({ offset }) => offset);
  for (const page of [1, 7, 1000]) {
    const seen: number[] = [];
    for (let last = 0, more = true; more;) {
      const query = `HerIds=${her.sender}&HerIds=${her.receiver}&Offset=${last}&NotificationsToFetch=${page}`;
      const { body } = await call('GET', `/notifications?${query}`);
      const offsets = (body['notifications'] as { offset: number }[]).map(({ offset }) => offset);
      seen.push(...offsets);
      last = offsets.at(-1) ?? last;
      more = offsets.length > 0;
    }
    expect(seen).toEqual(all);
  }
  await app.close();
});
