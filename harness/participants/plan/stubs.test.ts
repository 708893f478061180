import { expect, test } from '@playwright/test';
import { driftSchema } from '#environments/drift.schema.ts';
import type { EndpointAddress } from '../address-plan.ts';
import { driftStubs, operationsAt, proxyStubs } from './stubs.ts';

const rest: EndpointAddress = {
  ref: 'rest.address-register',
  participant: 'address-register',
  host: 'rest.address-register.unit.test',
  origin: 'https://rest.address-register.unit.test:30000',
};
const soap: EndpointAddress = {
  ...rest,
  ref: 'soap.address-register',
  host: 'soap.address-register.unit.test',
};
const declaration = {
  name: 'address-register',
  operations: [
    { id: 'get-party', endpoint: 'rest', method: 'GET', path: '/parties/{herId}' },
    { id: 'details', endpoint: 'soap', method: 'POST', path: '/v1/Ar', soapAction: 'urn:details' },
  ],
} as const;
const service = { host: '127.0.0.1', port: 30_003 };

test('proxyStubs() makes one stub per operation of the endpoint and, below it, one for everything else', () => {
  const [documented, unexpected, ...more] = proxyStubs(rest, declaration, service);
  expect(more).toEqual([]);
  expect(documented).toMatchObject({
    request: { method: 'GET', urlPathPattern: '^\\/parties\\/[^/]+$', host: { equalTo: rest.host } },
    response: { proxyBaseUrl: 'http://127.0.0.1:30003' },
    metadata: { verdikjede: { participant: 'address-register', operation: 'get-party' } },
  });
  expect(unexpected).toMatchObject({
    request: { method: 'ANY', urlPattern: '.*', host: { equalTo: rest.host } },
    metadata: { verdikjede: { participant: 'address-register', unexpected: true } },
  });
  expect(unexpected?.['priority']).toBeGreaterThan(Number(documented?.['priority']));
});

test('proxyStubs() knows a SOAP action in either place that the protocol allows', () => {
  const [one, two] = proxyStubs(soap, declaration, service);
  expect(one).toMatchObject({ request: { headers: { SOAPAction: { contains: 'urn:details' } } } });
  expect(two).toMatchObject({ request: { headers: { 'Content-Type': { contains: 'urn:details' } } } });
});

test('proxyStubs() takes an operation at every path that it is documented at, and at no other', () => {
  const [operation] = declaration.operations;
  const at = { ...operation, path: '/a/{id}', alsoAt: ['/A/{id}', '/a/{id}/b.c'] };
  const [documented] = proxyStubs(rest, { ...declaration, operations: [at] }, service);
  const { urlPathPattern } = documented?.['request'] as { urlPathPattern: string };
  const paths = ['/a/1', '/A/1', '/a/1/b.c', '/a/1/bxc', '/a/1/2', '/a', 'x/a/1', '/A/1/b.c'];
  expect(paths.filter((path) => new RegExp(urlPathPattern).test(path))).toEqual(paths.slice(0, 3));
});

test('operationsAt() keeps the endpoints of a participant apart', () => {
  expect(operationsAt(rest, declaration).map(({ id }) => id)).toEqual(['get-party']);
  expect(operationsAt(soap, declaration).map(({ id }) => id)).toEqual(['details']);
});

test('driftStubs() holds a stub to its endpoint and puts it first, whatever the file says', () => {
  const drift = driftSchema.parse({
    version: 1,
    title: 'unit',
    stubs: [
      {
        endpoint: rest.ref,
        mapping: {
          priority: 10,
          request: { method: 'GET', host: { equalTo: 'x' } },
          response: { status: 503 },
        },
      },
    ],
  });
  expect(driftStubs(drift, [rest, soap])).toEqual([
    {
      priority: 1,
      request: { method: 'GET', host: { equalTo: rest.host } },
      response: { status: 503 },
      metadata: { verdikjede: { participant: 'address-register', drift: true } },
    },
  ]);
});
