import type { APIRequestContext } from '@playwright/test';
import { gzipSync } from 'node:zlib';
import { futurePersonNumber } from '#harness/identities/future-person.fixture.ts';
import { about, expect, scenario } from '#harness/run/scenario.ts';

/**
 * Requests that carry a person who is not on the roster, as a mistake might make them. Where the title says `roster` it
 * is somebody who is (the control): then they arrive.
 */
const chain = {
  name: 'strangers',
  title: { nb: 'Noen som ikke er testperson', en: 'Somebody who is not on the roster' },
  participants: ['citizen-portal'],
  hops: [],
} as const;
const details = about({ chain, requirements: ['P7'] });
const base64url = (text: string): string => Buffer.from(text).toString('base64url');

const places: Record<
  string,
  (n: string) => { path?: string; headers?: Record<string, string>; data?: string | Buffer }
> = {
  path: (n) => ({ path: `/letters/${n}` }),
  query: (n) => ({ path: `/?who=${n}` }),
  header: (n) => ({ headers: { 'x-person': n } }),
  form: (n) => ({ headers: { 'content-type': 'application/x-www-form-urlencoded' }, data: `fnr=${n}` }),
  JSON: (n) => ({ headers: { 'content-type': 'application/json' }, data: JSON.stringify({ pid: n }) }),
  XML: (n) => ({ headers: { 'content-type': 'application/xml' }, data: `<Id>${n}</Id>` }),
  JWT: (n) => ({
    headers: { authorization: `Bearer ${base64url('{"alg":"none"}')}.${base64url(`{"pid":"${n}"}`)}.` },
  }),
  base64: (n) => ({ data: Buffer.from(`<Id>${n}</Id>`).toString('base64') }),
  gzip: (n) => ({ headers: { 'content-encoding': 'gzip' }, data: gzipSync(`<Id>${n}</Id>`) }),
};

/** POST where the portal documents one, so that only what is carried is unusual. */
async function send(
  { request, run }: { request: APIRequestContext; run: { origins: Record<string, string> } },
  { path, headers, data }: ReturnType<(typeof places)[string]>,
): Promise<string | undefined> {
  const url = `${run.origins['citizen-portal'] ?? ''}${path ?? (data === undefined ? '/' : '/logout')}`;
  const response = await request.fetch(url, {
    ...{ method: data === undefined ? 'GET' : 'POST', maxRedirects: 0 },
    ...(headers === undefined ? {} : { headers }),
    ...(data === undefined ? {} : { data }),
  });
  return response.headers()['x-verdikjede-guard'];
}

for (const [place, requestWith] of Object.entries(places)) {
  scenario(`a stranger in ${place}`, details, async ({ request, run }) => {
    expect(await send({ request, run }, requestWith(futurePersonNumber()))).toBe('denied');
  });

  scenario(`somebody of the roster in ${place}`, details, async ({ request, run, person }) => {
    expect(await send({ request, run }, requestWith(person('citizen').pid))).toBeUndefined();
  });
}
