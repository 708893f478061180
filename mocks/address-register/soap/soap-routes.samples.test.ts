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
const versions = ['1.1', '1.2'] as const;
let folder = '';
/** All that the WSDL has, answered here or not. */
let operations: string[] = [];

/**
 * The envelope of each version, as far as answers use it: whatever stands in Body and in a fault's detail must be an
 * element that the WSDL declares.
 */
const envelopeSchema = (version: SoapVersion): string => {
  const element = (name: string, content: string, more = ''): string =>
    `<xs:element name="${name}" ${more}><xs:complexType><xs:sequence>${content}</xs:sequence></xs:complexType></xs:element>`;
  const text = (name: string, more = ''): string =>
    `<xs:element name="${name}" ${more}><xs:complexType><xs:simpleContent><xs:extension base="xs:string">
      <xs:anyAttribute namespace="http://www.w3.org/XML/1998/namespace" processContents="skip"/>
    </xs:extension></xs:simpleContent></xs:complexType></xs:element>`;
  const qName = (name: string, more = ''): string => `<xs:element name="${name}" type="xs:QName" ${more}/>`;
  const declared = '<xs:any namespace="##other" processContents="strict"/>';
  const [optional, bare] = ['minOccurs="0"', 'form="unqualified"'];
  const fault = {
    '1.1':
      qName('faultcode', bare) +
      text('faultstring', bare) +
      element('detail', declared, `${bare} ${optional}`),
    '1.2':
      element('Code', qName('Value')) +
      element('Reason', text('Text')) +
      element('Detail', declared, optional),
  };
  const header = element('Header', '<xs:any processContents="skip" maxOccurs="unbounded"/>', optional);
  const body = element('Body', `<xs:choice>${element('Fault', fault[version])}${declared}</xs:choice>`);
  return `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified"
    targetNamespace="${envelopeNamespaces[version]}">${element('Envelope', header + body)}</xs:schema>`;
};

/** The WSDL's schemas as files that import each other, under one that imports them all, and the envelopes. */
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verdikjede-wsdl-'));
  const text = await readFile(wsdl, 'utf8');
  operations = [...text.matchAll(/<wsdl:input\s+wsam:Action="[^"]*\/([A-Za-z]+)"/g)].map(
    ([, name = '']) => name,
  );
  const schemas = text.match(/<xs:schema[\s\S]*?<\/xs:schema>/g) ?? [];
  const target = (schema: string) => /targetNamespace="([^"]+)"/.exec(schema)?.[1] ?? '';
  const names = new Map(schemas.map((schema, i) => [target(schema), `part${i}.xsd`]));
  const imports = (uri: string) => `<xs:import namespace="${uri}" schemaLocation="${names.get(uri) ?? ''}"/>`;
  for (const version of versions) {
    names.set(envelopeNamespaces[version], `envelope-${version}.xsd`);
    await writeFile(join(folder, `envelope-${version}.xsd`), envelopeSchema(version));
  }
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

/** What xmllint has to say of a whole SOAP answer. */
async function validate(soap: string): Promise<string> {
  const file = join(folder, 'answer.xml');
  await writeFile(file, soap);
  const { stderr } = await run('xmllint', ['--nonet', '--noout', '--schema', join(folder, 'all.xsd'), file]);
  return stderr;
}

const app = createApp(testConfig);

interface Question {
  readonly version: SoapVersion;
  readonly content?: string;
  /** More of the SOAP header. */
  readonly header?: string;
}
async function answer(operation: string, { version, content = '', header = '' }: Question): Promise<string> {
  const body = `<${operation} xmlns="${namespaces.party}">${content}</${operation}>`;
  const action = soapAction(operation as SoapOperation);
  const headers =
    version === '1.1'
      ? { 'content-type': 'text/xml', soapaction: `"${action}"` }
      : { 'content-type': `application/soap+xml; action="${action}"` };
  const envelope = `<e:Envelope xmlns:e="${envelopeNamespaces[version]}"><e:Header>${header}</e:Header><e:Body>${body}</e:Body></e:Envelope>`;
  return (await app.inject({ method: 'POST', url: '/v1/Ar', headers, payload: envelope })).body;
}
const ofHerId = (herId: string): string => `<herId>${herId}</herId>`;
const withHerId = soapOperations.filter((operation) => operation !== 'Ping' && operation !== 'SearchById');
const isFault = (soap: string): boolean => soap.includes('<s:Fault>');

for (const version of versions) {
  for (const operation of withHerId) {
    test(`every answer to ${operation} in SOAP ${version} is what the WSDL says`, async () => {
      for (const { herId, type } of testConfig.roster.parties) {
        const soap = await answer(operation, { version, content: ofHerId(herId) });
        expect(isFault(soap)).toBe(operation === 'GetOrganizationDetails' && type !== 'Organization');
        expect(await validate(soap)).toContain('validates');
      }
      for (const content of [ofHerId('8999999'), ofHerId('0'), '']) {
        const soap = await answer(operation, { version, content });
        expect(soap).toContain('<ErrorCode>InvalidHerIdSupplied</ErrorCode>');
        expect(await validate(soap)).toContain('validates');
      }
    });
  }

  test(`every answer to SearchById and Ping in SOAP ${version} is what the WSDL says`, async () => {
    for (const id of ['8990101', '210000011', '990000103', 'ukjent', '']) {
      const soap = await answer('SearchById', { version, content: `<id>${id}</id>` });
      expect(isFault(soap)).toBe(false);
      expect(await validate(soap)).toContain('validates');
    }
    expect(await validate(await answer('Ping', { version }))).toContain('validates');
    const header = `<MessageID xmlns="${namespaces.addressing}">urn:uuid:1</MessageID>`;
    const addressed = await answer('Ping', { version, header });
    expect(addressed).toContain('RelatesTo');
    expect(await validate(addressed)).toContain('validates');
  });

  test(`what is not answered here, or not understood, is a proper fault in SOAP ${version}`, async () => {
    const others = operations.filter((operation) => !soapOperations.some((one) => one === operation));
    expect(others.length).toBeGreaterThan(30);
    for (const operation of others) {
      const soap = await answer(operation, { version });
      expect(isFault(soap)).toBe(true);
      expect(await validate(soap)).toContain('validates');
    }
    const content = ofHerId('sykehus');
    const soap = await answer('GetCommunicationPartyDetails', { version, content });
    expect(isFault(soap)).toBe(true);
    expect(await validate(soap)).toContain('validates');
  });
}

test('the check sees an answer, a detail and an envelope that are not of the types', async () => {
  const details = { version: '1.2', content: ofHerId('8990100') } as const;
  const found = await answer('GetCommunicationPartyDetails', details);
  const unknown = { version: '1.1', content: ofHerId('8999999') } as const;
  const fault = await answer('GetCommunicationPartyDetails', unknown);
  for (const [soap, wrong, says] of [
    [found, ['<HerId>8990100</HerId>', '<HerId>x</HerId>'], /HerId/],
    [found, ['<s:Body>', '<s:Body><x xmlns="urn:x"/>'], /x/],
    [fault, ['<ErrorCode>', '<Code>1</Code><ErrorCode>'], /Code/],
    [fault, ['<faultstring', '<s:faultstring/><faultstring'], /faultstring/],
    [
      fault,
      ['GenericFault xmlns="http://register.nhn.no/Common"', 'GenericFault xmlns="urn:x"'],
      /GenericFault/,
    ],
  ] as const) {
    expect(soap).toContain(wrong[0]);
    await expect(validate(soap.replace(wrong[0], wrong[1]))).rejects.toThrow(says);
  }
});
