import { X509Certificate } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { parseXml } from '#harness/messages/parse-xml.ts';
import { childOf, childrenOf, textOf, type XmlElement } from '#harness/messages/xml-element.ts';
import { createApp } from '../create-app.ts';
import { testConfig } from '../test-config.ts';
import { envelopeNamespaces, namespaces, soapAction, type SoapOperation } from './namespaces.ts';

const app = createApp(testConfig);

async function call(operation: SoapOperation, content: string): Promise<XmlElement> {
  const body = `<${operation} xmlns="${namespaces.party}">${content}</${operation}>`;
  const { payload } = await app.inject({
    method: 'POST',
    url: '/v1/Ar',
    headers: { 'content-type': `application/soap+xml; action="${soapAction(operation)}"` },
    payload: `<e:Envelope xmlns:e="${envelopeNamespaces['1.2']}"><e:Body>${body}</e:Body></e:Envelope>`,
  });
  return parseXml(payload).children.find(({ name }) => name === 'Body')!.children[0]!;
}
const ofHerId = (operation: SoapOperation, herId: string) => call(operation, `<herId>${herId}</herId>`);
const resultOf = (response: XmlElement) => childOf(response, response.name.replace('Response', 'Result'));
const herIdsIn = (list: XmlElement | undefined) => list?.children.map((party) => textOf(party, 'HerId'));

test('GetOrganizationDetails has the services and people of the organisation', async () => {
  const organisation = resultOf(await ofHerId('GetOrganizationDetails', '8990100'));
  expect(textOf(organisation, 'OrganizationNumber')).toBe('210000011');
  expect(herIdsIn(childOf(organisation, 'Services'))).toEqual(['8990101', '8990102']);
  expect(herIdsIn(childOf(organisation, 'People'))).toEqual(['8990103']);
});

test('GetOrganizationDetails of a service is the fault InvalidHerIdSupplied', async () => {
  const fault = await ofHerId('GetOrganizationDetails', '8990101');
  expect(fault.name).toBe('Fault');
  expect(JSON.stringify(fault)).toContain('InvalidHerIdSupplied');
});

test('SearchById finds by HER-id, organisation number and HPR number, and an empty list otherwise', async () => {
  const found = async (id: string) => herIdsIn(resultOf(await call('SearchById', `<id>${id}</id>`)));
  expect(await found(' 8990101 ')).toEqual(['8990101']);
  expect(await found('210000011')).toEqual(['8990100']);
  expect(await found('990000103')).toEqual(['8990103']);
  expect(await found('8999999')).toEqual([]);
  expect(herIdsIn(resultOf(await call('SearchById', '')))).toEqual([]);
});

test('the certificates of a service are those of its organisation, each for its use', async () => {
  const result = async (operation: SoapOperation, herId: string) => {
    const details = resultOf(await ofHerId(operation, herId));
    const [certificate, ldapUrl] = details!.children;
    return { certificate: certificate!.text, ldapUrl: ldapUrl!.text };
  };
  const encryption = await result('GetCertificateDetailsForEncryption', '8990101');
  const signing = await result('GetCertificateDetailsForValidatingSignature', '8990101');
  expect(await result('GetCertificateDetailsForEncryption', '8990100')).toEqual(encryption);
  const [one, other] = [encryption, signing].map(
    ({ certificate }) => new X509Certificate(Buffer.from(certificate, 'base64')),
  );
  expect(one!.subject).toContain('CN=Skogheim sykehus HF');
  expect(one!.subject).toContain('serialNumber=210000011');
  expect(one!.serialNumber).not.toBe(other!.serialNumber);
  const decimal = BigInt(`0x${one!.serialNumber}`).toString();
  expect(encryption.ldapUrl).toContain(`(certificateSerialNumber=${decimal})`);
  const address = await app.inject({ url: '/CommunicationParties/8990101' });
  expect(address.body).toContain(`certificateSerialNumber=${decimal}`);
});

test('a party without certificates is answered with an empty one, an unknown one with a fault', async () => {
  const details = resultOf(await ofHerId('GetCertificateDetailsForEncryption', '8990305'));
  expect(childrenOf(details, 'Certificate')).toEqual([]);
  expect(details?.children.map(({ name, text }) => [name, text])).toEqual([
    ['Certificate', ''],
    ['LdapUrl', ''],
  ]);
  const fault = await ofHerId('GetCertificateDetailsForEncryption', '8999999');
  expect(JSON.stringify(fault)).toContain('InvalidHerIdSupplied');
});
