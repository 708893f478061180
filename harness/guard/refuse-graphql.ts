import { Kind, OperationTypeNode, parse, type DefinitionNode } from 'graphql/language';
import type { AllowedOperation } from '#environments/environment.schema.ts';
import { hasOnly, noObject, readJsonObject } from './json-body.ts';

type ListedQuery = NonNullable<AllowedOperation['graphql']>;

/** A document is small; this bounds what reading it costs. */
const mostTokens = 10_000;

/**
 * One query of the listed name, and nothing else that could be run: servers go by the name beside the document, or,
 * where that is missing, by the document. A query that is only known by its hash cannot be looked at, and is refused.
 */
export function refuseGraphql(listed: ListedQuery, text: string): string | undefined {
  const body = readJsonObject(text);
  if (body === undefined) return noObject;
  if (!hasOnly(body, ['operationName', 'query', 'variables'])) {
    return 'its body has other keys than operationName, query and variables.';
  }
  if (body['operationName'] !== listed.operationName) return 'its operationName is not the listed one.';
  const definitions = definitionsOf(body['query']);
  if (definitions === undefined) return 'its query is not GraphQL.';
  const runnable = definitions.filter(({ kind }) => kind !== Kind.FRAGMENT_DEFINITION);
  const [only] = runnable;
  const isQuery = only?.kind === Kind.OPERATION_DEFINITION && only.operation === OperationTypeNode.QUERY;
  return runnable.length === 1 && isQuery && only.name?.value === listed.operationName
    ? undefined
    : 'its document is not one query of the listed name.';
}

function definitionsOf(query: unknown): readonly DefinitionNode[] | undefined {
  if (typeof query !== 'string') return undefined;
  try {
    return parse(query, { maxTokens: mostTokens, noLocation: true }).definitions;
  } catch {
    return undefined;
  }
}
