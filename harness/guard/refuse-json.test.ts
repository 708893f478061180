import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { refuseGraphql } from './refuse-graphql.ts';
import { refuseJsonRpc } from './refuse-json-rpc.ts';

const call = { jsonrpc: '2.0', method: 'getAppointments', params: { from: '2026-11-22' }, id: 1 };
const query = {
  operationName: 'LetterList',
  query: 'query LetterList($n: Int) { letters(first: $n) { ...head } } fragment head on Letter { title }',
  variables: { n: 10 },
};
const rpc = (text: string) => refuseJsonRpc({ method: 'getAppointments' }, text);
const graphql = (text: string) => refuseGraphql({ operationName: 'LetterList' }, text);
const asked = (document: string, more: object = {}): string =>
  JSON.stringify({ ...query, query: document, ...more });

test('the listed call and the listed query pass, however they are spaced', () => {
  for (const space of [0, 2]) {
    expect(rpc(JSON.stringify(call, null, space))).toBeUndefined();
    expect(graphql(JSON.stringify(query, null, space))).toBeUndefined();
  }
  expect(graphql(JSON.stringify({ operationName: 'LetterList', query: 'query LetterList { a }' }))).toBe(
    undefined,
  );
});

for (const [what, text, reason] of [
  ['another method', JSON.stringify({ ...call, method: 'cancelAppointment' }), /another method/],
  ['no method', JSON.stringify({ jsonrpc: '2.0', id: 1 }), /another method/],
  ['a batch', JSON.stringify([call]), /one JSON object/],
  ['the method twice', '{"jsonrpc":"2.0","method":"x","method":"getAppointments"}', /twice/],
  ['the method twice, escaped', '{"jsonrpc":"2.0","m\\u0065thod":"x","method":"getAppointments"}', /twice/],
  ['a key twice further in', '{"jsonrpc":"2.0","method":"getAppointments","params":{"a":1,"a":2}}', /twice/],
  ['the method in another case too', JSON.stringify({ ...call, Method: 'x' }), /one call/],
  ['another version', JSON.stringify({ ...call, jsonrpc: '1.0' }), /one call/],
  ['no JSON', 'method: getAppointments', /one JSON object/],
  ['JSON with comments', '{"jsonrpc":"2.0",/* */"method":"getAppointments"}', /one JSON object/],
] as const) {
  test(`JSON-RPC with ${what} is refused`, () => expect(rpc(text)).toMatch(reason));
}

for (const [what, text, reason] of [
  ['a mutation by that name', asked('mutation LetterList { a }'), /one query/],
  ['a subscription by that name', asked('subscription LetterList { a }'), /one query/],
  ['a mutation beside the query', asked('query LetterList { a } mutation M { b }'), /one query/],
  ['another query', asked('query Other { a }'), /one query/],
  ['a query without a name', asked('{ a }'), /one query/],
  ['a type system beside it', asked('query LetterList { a } type T { a: Int }'), /one query/],
  ['no operation', asked('fragment head on Letter { title }'), /one query/],
  ['another operationName', asked('query LetterList { a }', { operationName: 'Other' }), /operationName/],
  ['no operationName', JSON.stringify({ query: 'query LetterList { a }' }), /operationName/],
  ['a hash', asked('query LetterList { a }', { extensions: {} }), /other keys/],
  ['no document', JSON.stringify({ operationName: 'LetterList' }), /not GraphQL/],
  ['a document that breaks off', asked('query LetterList { a'), /not GraphQL/],
  ['a document without end', asked(`query LetterList { ${'a '.repeat(20_000)} }`), /not GraphQL/],
  ['a batch', JSON.stringify([query]), /one JSON object/],
  [
    'the query twice',
    '{"operationName":"LetterList","query":"mutation M{a}","query":"query LetterList{a}"}',
    /twice/,
  ],
] as const) {
  test(`GraphQL with ${what} is refused`, () => expect(graphql(text)).toMatch(reason));
}

test('whatever comes is judged, and nothing of it is shown', () => {
  const json = fc.oneof(
    fc.json(),
    fc.string(),
    fc.json().map((text) => JSON.stringify({ ...query, query: text })),
  );
  fc.assert(
    fc.property(json, (text) => {
      for (const reason of [rpc(text), graphql(text)]) {
        expect(reason).toMatch(/^its [A-Za-z0-9 .,-]+$/);
      }
    }),
  );
  expect(rpc('['.repeat(90_000))).toMatch(/one JSON object/);
});
