import fastCheck from 'fast-check';
import { expect, test } from '@playwright/test';
import { createApp } from '../create-app.ts';
import { testConfig } from '../test-config.ts';
import { compareVersions } from './processes/process.ts';

interface AgreementJson {
  readonly cpaId: string;
  readonly parties: readonly {
    herId: number;
    processes: { name: string; version: string; role: string }[];
  }[];
}
const openApi = () => {
  const app = createApp(testConfig);
  return async (url: string, method: 'GET' | 'DELETE' = 'GET', headers: Record<string, string> = {}) => {
    const response = await app.inject({ method, url, headers });
    return { status: response.statusCode, body: response.body, json: () => response.json<unknown>() };
  };
};
const between = '/Agreements/HerIds/8990101/8990201';
const codeOf = (response: { status: number; json(): unknown }) => [
  response.status,
  (response.json() as { type: string }).type,
];

test('an agreement has the newest version of every common process, in opposite roles', async () => {
  const agreement = (await openApi()(between)).json() as AgreementJson;
  const [hospital, portal] = agreement.parties;
  expect(hospital?.processes.map(({ name, version, role }) => [name, version, role])).toEqual([
    ['Dialog_Innbygger_Meldingsformidling', '1.0', 'Helsepersonell'],
    ['Dialog_Innbygger_Timereservasjon', '1.2', 'DIALOG_INNBYGGER_TIMERESERVASJONsender'],
  ]);
  expect(portal?.processes.map(({ version, role }) => [version, role])).toEqual([
    ['1.0', 'Innbygger'],
    ['1.2', 'DIALOG_INNBYGGER_TIMERESERVASJONreceiver'],
  ]);
});

test('an agreement stays the same for both until it is deleted', async () => {
  const api = openApi();
  const { cpaId } = (await api(between)).json() as AgreementJson;
  const reverse = (await api('/v2/Agreements/HerIds/8990201/8990101')).json() as AgreementJson;
  expect(reverse.cpaId).toBe(cpaId);
  expect(((await api(`/Agreements/${cpaId.toUpperCase()}`)).json() as AgreementJson).cpaId).toBe(cpaId);
  expect((await api('/AgreementSummaries/8990201')).json()).toMatchObject([
    { cpaId, herIds: [8990101, 8990201] },
  ]);
  expect((await api(`/Agreements/${cpaId}`, 'DELETE')).status).toBe(204);
  expect((await api('/AgreementSummaries/8990201')).json()).toEqual([]);
  expect(codeOf(await api(`/Agreements/${cpaId}`))).toEqual([404, 'GF-9']);
  expect(codeOf(await api(`/Agreements/${cpaId}`, 'DELETE'))).toEqual([404, 'GF-9']);
  expect(((await api(between)).json() as AgreementJson).cpaId).not.toBe(cpaId);
});

test('a profile that changes makes a new agreement', async () => {
  const app = createApp(testConfig);
  const ask = async () => (await app.inject(between)).json<AgreementJson>();
  const before = await ask();
  await app.inject({
    method: 'PUT',
    url: '/Profiles/8990201/Processes',
    payload: [before.parties[1]?.processes[0]],
  });
  const after = await ask();
  expect(after.cpaId).not.toBe(before.cpaId);
  expect(after.parties[0]?.processes).toHaveLength(1);
});

test('why there is no agreement is told by its code', async () => {
  const api = openApi();
  for (const [pair, status, problem] of [
    ['8990101/8990100', 400, 'GF-2'],
    ['8990101/8990102', 404, 'GF-8'],
    ['8990201/8990301', 400, 'GF-10'],
    ['8990201/8990201', 400, 'GF-10'],
    ['8990101/8990301', 400, 'GF-11'],
    ['8990101/8990302', 400, 'GF-11'],
    ['8990101/8990304', 400, 'GF-12'],
    ['8990101/8990305', 400, 'GF-6'],
    ['8990101/8990400', 400, 'GF-7'],
  ] as const) {
    expect([pair, ...codeOf(await api(`/Agreements/HerIds/${pair}`))]).toEqual([pair, status, problem]);
  }
  expect(codeOf(await api('/Agreements/ukjent'))).toEqual([404, 'GF-9']);
});

test('an agreement is for the organisations of its parties alone', async () => {
  const token = (organisation: string) => {
    const claims = { 'helseid://claims/client/claims/orgnr_child': organisation };
    return { authorization: `DPoP e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln` };
  };
  const api = openApi();
  const { cpaId } = (await api(between)).json() as AgreementJson;
  for (const url of [between, `/Agreements/${cpaId}`]) {
    expect((await api(url, 'GET', token('210000029'))).status).toBe(200);
    expect(codeOf(await api(url, 'GET', token('210000099')))).toEqual([403, 'GF-1']);
  }
});

test('compareVersions() orders versions by their numbers', () => {
  expect(['1.10', '1.2', '1', '0.8', '1.0.1'].sort(compareVersions)).toEqual([
    '0.8',
    '1',
    '1.0.1',
    '1.2',
    '1.10',
  ]);
  const version = fastCheck.array(fastCheck.nat(20), { minLength: 1, maxLength: 3 }).map((n) => n.join('.'));
  fastCheck.assert(
    fastCheck.property(
      version,
      version,
      (a, b) => compareVersions(a, b) === -compareVersions(b, a) || a === b,
    ),
  );
});
