import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { createApp } from '../create-app.ts';
import { testConfig } from '../test-config.ts';
import {
  envelopeNamespaces,
  namespaces,
  soapAction,
  soapOperations,
  type SoapOperation,
  type SoapVersion,
} from './namespaces.ts';

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

const app = createApp(testConfig);

async function answer(operation: SoapOperation, version: SoapVersion, content = ''): Promise<string> {
  const body = `<${operation} xmlns="${namespaces.party}">${content}</${operation}>`;
  const action = soapAction(operation);
  const headers =
    version === '1.1'
      ? { 'content-type': 'text/xml', soapaction: `"${action}"` }
      : { 'content-type': `application/soap+xml; action="${action}"` };
  const envelope = `<e:Envelope xmlns:e="${envelopeNamespaces[version]}"><e:Body>${body}</e:Body></e:Envelope>`;
  return (await app.inject({ method: 'POST', url: '/v1/Ar', headers, payload: envelope })).body;
}
const ofHerId = (operation: SoapOperation, herId: string, version: SoapVersion = '1.2') =>
  answer(operation, version, `<herId>${herId}</herId>`);
const withHerId = soapOperations.filter((operation) => operation !== 'Ping' && operation !== 'SearchById');
const responseOf = (operation: string) => new RegExp(`<${operation}Response.*</${operation}Response>`, 's');

for (const version of ['1.1', '1.2'] as const) {
  for (const operation of withHerId) {
    test(`every answer to ${operation} in SOAP ${version} is of the WSDL's types`, async () => {
      for (const { herId } of testConfig.roster.parties) {
        const soap = await ofHerId(operation, herId, version);
        const isFault = soap.includes('<s:Fault>');
        expect(isFault).toBe(operation === 'GetOrganizationDetails' && !soap.includes('Result'));
        const pattern = isFault ? /<GenericFault.*<\/GenericFault>/s : responseOf(operation);
        expect(await validate(soap, pattern)).toContain('validates');
      }
    });
  }
}

test("SearchById, the fault's detail and Ping are of the WSDL's types", async () => {
  for (const id of ['8990101', '210000011', '990000103', 'ukjent', '']) {
    const found = await answer('SearchById', '1.2', `<id>${id}</id>`);
    expect(await validate(found, responseOf('SearchById'))).toContain('validates');
  }
  const fault = await ofHerId('GetCertificateDetailsForEncryption', '8999999');
  expect(await validate(fault, /<GenericFault.*<\/GenericFault>/s)).toContain('validates');
  expect(await validate(await answer('Ping', '1.2'), responseOf('Ping'))).toContain('validates');
});

test('the check sees an answer that is not of the types', async () => {
  const details = await ofHerId('GetCommunicationPartyDetails', '8990100');
  const wrong = details.replace('<HerId>8990100</HerId>', '<HerId>x</HerId>');
  await expect(validate(wrong, responseOf('GetCommunicationPartyDetails'))).rejects.toThrow(/HerId/);
});
