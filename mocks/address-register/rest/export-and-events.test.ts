import { gunzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { createApp } from '../create-app.ts';
import { testConfig } from '../test-config.ts';

const clock = { now: () => new Date('2026-11-22T08:00:00Z'), after: () => Promise.resolve() };
const app = createApp({ ...testConfig, settings: { eventsPerPage: 5 } }, clock);
const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'GET', url, headers });
const exported = z.object({
  LastDateTimeOffset: z.iso.datetime({ offset: true }),
  LastEventId: z.guid(),
  CommunicationParties: z.array(z.looseObject({ HerId: z.number(), Active: z.literal(true) })),
});
const eventPage = z.object({
  CommunicationParties: z.array(
    z.looseObject({
      EventId: z.guid(),
      FromDatetime: z.iso.datetime({ offset: true }),
      HerId: z.number(),
      OrgNr: z.string().nullable(),
      EventType: z.enum(['CommunicationParty.Created', 'CommunicationParty.Updated']),
      CommunicationParty: z.looseObject({ HerId: z.number() }),
    }),
  ),
  Links: z.object({ Next: z.object({ Href: z.url().nullable() }) }),
});
const events = async (query: string) =>
  eventPage.parse((await get(`/CommunicationPartyEvents${query}`)).json());

test('the export has the active parties, and the event from which to go on', async () => {
  const response = await get('/CommunicationPartyExport');
  expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(response.headers['content-encoding']).toBeUndefined();
  const { CommunicationParties: parties, LastEventId } = exported.parse(response.json());
  const active = testConfig.roster.parties.filter((party) => party.active);
  expect(parties.map(({ HerId }) => String(HerId))).toEqual(active.map(({ herId }) => herId));
  expect((await events(`?EventId=${LastEventId}`)).CommunicationParties).toEqual([]);
});

test('the export is compressed for those who accept it, as HTTP and as the documentation write it', async () => {
  for (const accepted of ['gzip', 'application/gzip', 'br, GZIP;q=0.5']) {
    const response = await get('/CommunicationPartyExport', { 'accept-encoding': accepted });
    expect(response.headers['content-encoding']).toBe('gzip');
    exported.parse(JSON.parse(gunzipSync(response.rawPayload).toString('utf8')));
  }
  for (const accepted of ['identity', 'gzip;q=0', 'br']) {
    const response = await get('/CommunicationPartyExport', { 'accept-encoding': accepted });
    expect(response.headers['content-encoding']).toBeUndefined();
  }
});

test('following the links gives every event once, the inactive party updated at last', async () => {
  const seen: { id: string; type: string; herId: number }[] = [];
  let next: string | null = '/CommunicationPartyEvents?EventId=';
  while (next !== null) {
    const page = eventPage.parse((await get(next)).json());
    seen.push(
      ...page.CommunicationParties.map(({ EventId, EventType, HerId }) => ({
        id: EventId,
        type: EventType,
        herId: HerId,
      })),
    );
    next = page.Links.Next.Href;
  }
  expect(new Set(seen.map(({ id }) => id)).size).toBe(testConfig.roster.parties.length + 1);
  expect(seen.at(-1)).toMatchObject({ type: 'CommunicationParty.Updated', herId: 8990102 });
});

test('a link leads to the name that the caller used', async () => {
  const href = async (host: string) =>
    eventPage.parse((await get('/CommunicationPartyEvents', { host })).json()).Links.Next.Href;
  expect(await href('rest.address-register.unit.test:8443')).toMatch(
    /^https:\/\/rest\.address-register\.unit\.test:8443\/CommunicationPartyEvents\?EventId=/,
  );
  expect(await href('127.0.0.1:9999')).toMatch(/^http:\/\/127\.0\.0\.1:9999\//);
});

test('events from an instant, its plus sign encoded or not', async () => {
  const first = (await events('')).CommunicationParties[0]!;
  expect(first).toMatchObject({
    HerId: 8990100,
    OrgNr: '210000011',
    EventType: 'CommunicationParty.Created',
  });
  const second = await events('?fromDatetime=2026-01-05T10:00:01%2B01:00');
  expect(second.CommunicationParties[0]?.HerId).toBe(8990101);
  expect(await events('?FROMDATETIME=2026-01-05T10:00:01+01:00')).toEqual(second);
  expect((await events('?fromDatetime=2026-12-01T00:00:00Z')).CommunicationParties).toEqual([]);
});

test('what is no event and no instant is 404 and 400', async () => {
  const unknown = '00000000-0000-4000-8000-000000000000';
  expect((await get(`/CommunicationPartyEvents?EventId=${unknown}`)).statusCode).toBe(404);
  for (const query of [
    'EventId=12',
    'fromDatetime=yesterday',
    'fromDatetime=2026-13-01T00:00:00Z',
    'EventId=&EventId=',
    `EventId=${unknown}&fromDatetime=2026-01-01T00:00:00Z`,
  ]) {
    const response = await get(`/CommunicationPartyEvents?${query}`);
    expect([query, response.statusCode]).toEqual([query, 400]);
    expect(response.headers['content-type']).toContain('application/problem+json');
  }
});
