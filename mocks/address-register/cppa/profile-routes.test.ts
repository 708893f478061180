import { expect, test } from '@playwright/test';
import { createApp } from '../create-app.ts';
import { testConfig } from '../test-config.ts';
import { processCatalogue } from './processes/process-catalogue.ts';

const openApi = () => {
  const app = createApp(testConfig);
  return (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, body?: object, token?: string) =>
    app.inject({
      method,
      url,
      headers: token === undefined ? {} : { authorization: token },
      ...(body === undefined ? {} : { payload: body }),
    });
};
const api = openApi();
const uuidOf = (name: string) =>
  processCatalogue.find((process) => process.name === `Dialog_Innbygger_${name}`)!.uuid;
const tokenOf = (organisation: string) => {
  const claims = { 'helseid://claims/client/claims/orgnr_parent': organisation };
  return `Bearer e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;
};
const code = (response: { json(): { type: string }; statusCode: number }) => [
  response.statusCode,
  response.json().type,
];

test('a profile tells what the party sends and receives, and where it is reached', async () => {
  const response = await api('GET', '/Profiles/8990201');
  expect(response.json()).toMatchObject({
    herId: 8990201,
    name: 'Innbyggertjenester',
    endpoints: { async: 'sb.unit.test/Test/8990200_async', sync: 'sb.unit.test/Test/8990200_sync' },
  });
  expect(response.json<{ processes: object[] }>().processes[0]).toEqual({
    uuid: uuidOf('Meldingsformidling'),
    name: 'Dialog_Innbygger_Meldingsformidling',
    version: '1.0',
    role: 'Innbygger',
    service: 'MeldingTilInnbygger',
    canSend: ['Leveringsrapport', 'Apprec'],
    canReceive: ['Foresporsel', 'Apprec'],
    channels: ['async'],
  });
  expect((await api('GET', '/v2/Profiles/8990201')).json()).toEqual(response.json());
});

test('a party of the letter chain has the letter process when the seed names none', async () => {
  const parties = testConfig.roster.parties.map((party) => ({ ...party, processes: undefined }));
  const app = createApp({ ...testConfig, roster: { ...testConfig.roster, parties } });
  const processes = await app.inject('/Profiles/8990201/Processes');
  expect(processes.json()).toMatchObject([
    { name: 'Dialog_Innbygger_Meldingsformidling', role: 'Innbygger' },
  ]);
});

test('what cannot have a profile is told by its code', async () => {
  for (const [herId, status, problem] of [
    ['8990100', 400, 'GF-2'],
    ['8999999', 400, 'GF-2'],
    ['sykehus', 400, 'GF-2'],
    ['8990305', 400, 'GF-6'],
    ['8990400', 400, 'GF-7'],
    ['8990102', 404, 'GF-8'],
  ] as const) {
    const response = await api('GET', `/Profiles/${herId}`);
    expect([herId, ...code(response)]).toEqual([herId, status, problem]);
    expect(response.headers['content-type']).toContain('application/problem+json');
  }
});

test('processes are added, updated, set and removed, and the history tells', async () => {
  const own = openApi();
  const uuid = uuidOf('Ekontakt');
  const role = 'DIALOG_INNBYGGER_EKONTAKTsender';
  const base = '/Profiles/8990102/Processes';
  const added = await own('POST', base, { uuid: uuid.toLowerCase(), version: '1.1', role });
  expect([added.statusCode, added.json<object[]>().length]).toEqual([201, 1]);
  const updated = await own('PATCH', `${base}/${uuid}/1.1/${role}`, { version: '1.2' });
  expect(updated.json()).toMatchObject([{ uuid, version: '1.2', role }]);
  expect((await own('GET', '/Profiles/8990102')).statusCode).toBe(200);
  const twice = [1, 2].map(() => ({ uuid: uuidOf('Meldingsformidling'), version: '1.0', role: 'Innbygger' }));
  expect((await own('PUT', base, twice)).json<object[]>()).toHaveLength(1);
  const removed = await own('DELETE', `${base}/${uuidOf('Meldingsformidling')}/1.0/Innbygger`);
  expect(removed.statusCode).toBe(204);
  expect(code(await own('GET', '/Profiles/8990102'))).toEqual([404, 'GF-8']);
  const history = await own('GET', '/Profiles/8990102/History');
  expect(history.json<{ description: string }[]>().map(({ description }) => description)).toEqual([
    'Added Dialog_Innbygger_Ekontakt 1.1 as DIALOG_INNBYGGER_EKONTAKTsender',
    'Changed Dialog_Innbygger_Ekontakt 1.1 as DIALOG_INNBYGGER_EKONTAKTsender to 1.2',
    'Set 2 processes',
    'Removed Dialog_Innbygger_Meldingsformidling 1.0 as Innbygger',
  ]);
});

test('a process that there is not is told by what is unknown of it', async () => {
  const letter = { uuid: uuidOf('Meldingsformidling'), version: '1.0', role: 'Innbygger' };
  const add = (body: object) => api('POST', '/Profiles/8990102/Processes', body);
  expect(code(await add({ ...letter, uuid: '00000000-0000-4000-8000-000000000000' }))).toEqual([400, 'GF-3']);
  expect(code(await add({ ...letter, version: '9.9' }))).toEqual([400, 'GF-4']);
  expect(code(await add({ ...letter, role: 'Lege' }))).toEqual([400, 'GF-5']);
  expect((await add({ uuid: 1 })).statusCode).toBe(400);
  const absent = `/Profiles/8990102/Processes/${letter.uuid}/1.0/Innbygger`;
  expect(code(await api('DELETE', absent))).toEqual([404, 'GF-8']);
});

test('only the organisation that owns a party may change its profile', async () => {
  const letter = { uuid: uuidOf('Meldingsformidling'), version: '1.0', role: 'Innbygger' };
  const change = (token: string) => openApi()('POST', '/Profiles/8990102/Processes', letter, token);
  expect((await change(tokenOf('210000011'))).statusCode).toBe(201);
  expect((await change(tokenOf('210000011').replace('Bearer', 'DPoP'))).statusCode).toBe(201);
  for (const token of [tokenOf('210000029'), 'Bearer x', 'Bearer e30.e30.', 'Basic YTpi']) {
    expect(code(await change(token))).toEqual([403, 'GF-1']);
  }
  expect((await api('GET', '/Profiles/8990101', undefined, tokenOf('210000029'))).statusCode).toBe(200);
});

test('all processes are listed with versions and roles, and a seed that names another is refused', async () => {
  const processes = (await api('GET', '/Processes')).json<{ name: string }[]>();
  expect(processes).toHaveLength(processCatalogue.length);
  expect(processes).toContainEqual({
    uuid: uuidOf('Meldingsformidling'),
    name: 'Dialog_Innbygger_Meldingsformidling',
    versions: ['0.8', '1.0'].map((version) => ({ version, roles: ['Helsepersonell', 'Innbygger'] })),
  });
  const parties = testConfig.roster.parties.map((party) => ({
    ...party,
    processes: [{ name: 'Dialog_Innbygger_Ukjent', version: '1.0', role: 'Innbygger' }],
  }));
  expect(() => createApp({ ...testConfig, roster: { ...testConfig.roster, parties } })).toThrow(
    /8990100 the process Dialog_Innbygger_Ukjent 1\.0/,
  );
});
