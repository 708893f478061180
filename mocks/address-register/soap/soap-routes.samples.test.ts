import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { createApp } from '../create-app.ts';
import { testConfig } from '../test-config.ts';
import { envelopeNamespaces, namespaces, soapActions } from './namespaces.ts';

const wsdl = new URL('../../../../shared/schemas/nhn-adresseregisteret-sok.wsdl', import.meta.url);
const run = promisify(execFile);
let folder = '';

/** The WSDL's schemas as files that import each other, under one that imports them all. */
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verdikjede-wsdl-'));
  const text = await readFile(wsdl, 'utf8');
  const schemas = text.match(/<xs:schema[\s\S]*?<\/xs:schema>/g) ?? [];
  const target = (schema: string) => /targetNamespace="([^"]+)"/.exec(schema)?.[1] ?? '';
  const names = new Map(schemas.map((schema, i) => [target(schema), `part${i}.xsd`]));
  const imports = (uri: string) => `<xs:import namespace="${uri}" schemaLocation="${names.get(uri) ?? ''}"/>`;
  for (const schema of schemas) {
    const located = schema.replace(/<xs:import namespace="([^"]+)"\s*\/>/g, (_, uri: string) => imports(uri));
    await writeFile(join(folder, names.get(target(schema)) ?? ''), located);
  }
  await writeFile(
    join(folder, 'all.xsd'),
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${[...names.keys()].map(imports).join('')}</xs:schema>`,
  );
});
test.afterAll(() => rm(folder, { recursive: true }));

/** What xmllint has to say of the one element that a SOAP answer carries. */
async function validate(soap: string, pattern: RegExp): Promise<string> {
  const [element = ''] = pattern.exec(soap) ?? [];
  const file = join(folder, 'answer.xml');
  await writeFile(file, element);
  const { stderr } = await run('xmllint', ['--nonet', '--noout', '--schema', join(folder, 'all.xsd'), file]);
  return stderr;
}

async function answer(root: string, action: string, content: string): Promise<string> {
  const body = `<${root} xmlns="${namespaces.party}">${content}</${root}>`;
  const response = await createApp(testConfig).inject({
    method: 'POST',
    url: '/v1/Ar',
    headers: { 'content-type': `application/soap+xml; action="${action}"` },
    payload: `<e:Envelope xmlns:e="${envelopeNamespaces['1.2']}"><e:Body>${body}</e:Body></e:Envelope>`,
  });
  return response.body;
}
const details = (herId: string) =>
  answer('GetCommunicationPartyDetails', soapActions.getCommunicationPartyDetails, `<herId>${herId}</herId>`);

for (const [kind, herId] of Object.entries({
  organisation: '8990100',
  service: '8990101',
  person: '8990103',
})) {
  test(`the details of an ${kind} are of the WSDL's types`, async () => {
    const verdict = await validate(await details(herId), /<GetCommunicationPartyDetailsResponse.*Response>/s);
    expect(verdict).toContain('validates');
  });
}

test("the fault's detail and Ping are of the WSDL's types", async () => {
  expect(await validate(await details('8999999'), /<GenericFault.*<\/GenericFault>/s)).toContain('validates');
  const ping = await answer('Ping', soapActions.ping, '');
  expect(await validate(ping, /<PingResponse.*<\/PingResponse>/s)).toContain('validates');
});

test('the check sees an answer that is not of the types', async () => {
  const wrong = (await details('8990100')).replace('<HerId>8990100</HerId>', '<HerId>x</HerId>');
  await expect(validate(wrong, /<GetCommunicationPartyDetailsResponse.*Response>/s)).rejects.toThrow(/HerId/);
});
