import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { rosterSchema } from '#harness/common/roster.ts';
import { createApp } from '../../create-app.ts';
import { testConfig } from '../../test-config.ts';
import { processCatalogue } from '../processes/process-catalogue.ts';

const schema = new URL('../../../../../shared/schemas/kith/cpp-cpa-2_0.xsd', import.meta.url).pathname;
const run = promisify(execFile);
let folder = '';
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verdikjede-cppa-'));
});
test.afterAll(() => rm(folder, { recursive: true }));

/** What xmllint has to say of an XML text. */
async function validate(xml: string, name: string): Promise<string> {
  const file = join(folder, `${name}.xml`);
  await writeFile(file, xml);
  return (await run('xmllint', ['--nonet', '--noout', '--schema', schema, file])).stderr;
}

/** Two parties that have everything in common, every process in both roles. */
const everything = processCatalogue.flatMap(({ name, versions }) =>
  versions.flatMap(({ version, roles }) => roles.map((role) => ({ name, version, role: role.name }))),
);
const parties = rosterSchema.shape.parties.parse(
  testConfig.roster.parties.map((party) => ({ ...party, processes: everything })),
);
const full = createApp({ ...testConfig, roster: { ...testConfig.roster, parties } });
const xmlOf = async (url: string, app = createApp(testConfig)) => {
  const response = await app.inject({ url, headers: { accept: 'application/xml' } });
  expect(response.headers['content-type']).toBe('application/xml; charset=utf-8');
  return response.body;
};

for (const herId of ['8990101', '8990201']) {
  test(`the profile of ${herId} is a CPP of the schema`, async () => {
    expect(await validate(await xmlOf(`/Profiles/${herId}`), `cpp-${herId}`)).toContain('validates');
  });
}

test('a profile of all processes, and an agreement of two of them, are of the schema', async () => {
  expect(await validate(await xmlOf('/Profiles/8990101', full), 'cpp')).toContain('validates');
  const cpa = await xmlOf('/Agreements/HerIds/8990101/8990201', full);
  expect(await validate(cpa, 'cpa')).toContain('validates');
  expect(cpa).toMatch(/<tns:Status tns:value="proposed"\/>/);
});

test('the check sees a profile that is not of the schema', async () => {
  const wrong = (await xmlOf('/Profiles/8990101')).replace('tns:partyName', 'tns:partName');
  await expect(validate(wrong, 'wrong')).rejects.toThrow(/partName/);
});
