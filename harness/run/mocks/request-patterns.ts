import { z } from 'zod';
import { operationPattern } from '#harness/common/operations.ts';
import { declarations } from '#harness/participants/declarations.ts';
import { closeness } from '#mocks/kit/nearest-operation.ts';
import { scenarioHeader } from '#harness/observation/scenario-evidence.schema.ts';
import type { MockedOperation, NearMiss } from './mocks.ts';
import type { OperationStub } from './operation-stubs.ts';

/** A request pattern of WireMock. */
export type RequestPattern = Readonly<Record<string, unknown>>;

/** The pattern of a stub, held to one scenario's own requests, or to those that have a text in address or body. */
export function forScenario(
  request: OperationStub['request'],
  scenario: string,
  concerning: string | undefined,
): RequestPattern[] {
  if (concerning === undefined) {
    return [{ ...request, headers: { ...request.headers, [scenarioHeader]: { equalTo: scenario } } }];
  }
  const { urlPathPattern, ...others } = request;
  const text = concerning.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const path = String(urlPathPattern).replace(/^\^/, '');
  // In the path, else in the body: no request is of both patterns.
  return [
    { ...others, urlPathPattern: `(?=.*${text})${path}` },
    { ...others, urlPathPattern: `(?!.*${text})${path}`, bodyPatterns: [{ contains: concerning }] },
  ];
}

const found = z.looseObject({ requests: z.array(z.looseObject({ url: z.string(), method: z.string() })) });

/** What else the same requester asked of the endpoint, nearest to the operation first. */
export async function requestsBeside(
  { participant, operation, concerning }: MockedOperation,
  stubs: readonly OperationStub[],
  scenario: string,
  find: (pattern: RequestPattern) => Promise<unknown>,
): Promise<NearMiss[]> {
  const declared = declarations.find(({ name }) => name === participant)?.operations ?? [];
  const wanted = declared.find(({ id }) => id === operation);
  const everything = { host: stubs[0]?.request['host'], method: 'ANY', urlPathPattern: '.*' };
  const patterns = forScenario(everything, scenario, concerning);
  const requests = (await Promise.all(patterns.map(find))).flatMap((answer) => found.parse(answer).requests);
  if (wanted === undefined) return [];
  const pathOf = (url: string): string => url.split('?')[0] ?? '';
  const near = ({ url, method }: NearMiss): number => closeness(wanted, method, pathOf(url));
  return requests
    .filter(({ url, method }) => method !== wanted.method || !operationPattern(wanted).test(pathOf(url)))
    .map(({ url, method }) => ({ url, method }))
    .toSorted((a, b) => near(b) - near(a));
}
