import type { AllowedOperation } from '#environments/environment.schema.ts';
import { headerValues, type JudgedRequest } from './judged-request.ts';
import { refuseForm } from './refuse-form.ts';
import { refuseGraphql } from './refuse-graphql.ts';
import { refuseJsonRpc } from './refuse-json-rpc.ts';
import { refuseSoap } from './soap.ts';

const overrideHeaders = [
  'x-http-method-override',
  'x-http-method',
  'x-method-override',
  'x-original-method',
  'x-original-url',
  'x-rewrite-url',
];

/**
 * The rules of one listed operation, for a request that already has its address, method and path. Returns the
 * reason to refuse it, or undefined.
 */
export function refuseOperation(
  operation: AllowedOperation,
  request: JudgedRequest,
  query: string,
): string | undefined {
  const override = request.headers.find(([name]) =>
    overrideHeaders.includes(name.toLowerCase().replaceAll('_', '-')),
  );
  if (override !== undefined) return 'it carries a header that overrides the method or the path.';
  return refuseQuery(operation, query) ?? refuseBody(operation, request);
}

function refuseQuery(operation: AllowedOperation, query: string): string | undefined {
  if (query === '') return undefined;
  if (query.includes(';')) return 'its query has a semicolon, which some servers read as a separator.';
  const keys = query.split('&').map((pair) => pair.split('=', 1)[0] ?? '');
  // Keys are compared undecoded: a listed key has no reason to be written in percent.
  if (keys.includes('_method')) return 'its query overrides the method.';
  if (!keys.every((key) => operation.query?.includes(key))) return 'its query has a key that is not listed.';
  if (new Set(keys).size !== keys.length) return 'its query has a key twice.';
  return undefined;
}

function refuseBody(operation: AllowedOperation, request: JudgedRequest): string | undefined {
  if (headerValues(request, 'content-encoding').length > 0) return 'its body is encoded.';
  const contentTypes = headerValues(request, 'content-type');
  if (operation.method === 'GET' || operation.contentType === undefined) {
    const length = headerValues(request, 'content-length')[0] ?? '0';
    const announced = length !== '0' || headerValues(request, 'transfer-encoding').length > 0;
    return announced || request.body.byteLength > 0 ? 'it has a body, and none is listed.' : undefined;
  }
  const [mediaType, ...parameters] = (contentTypes[0] ?? '').split(';').map((part) => part.trim());
  if (contentTypes.length !== 1 || mediaType?.toLowerCase() !== operation.contentType) {
    return `its content type is not ${operation.contentType}.`;
  }
  if (!parameters.every((parameter) => /^(charset="?utf-8"?|action=.*)$/i.test(parameter))) {
    return 'its content type has a parameter other than charset=utf-8.';
  }
  const text = asUtf8(request.body);
  if (text === undefined) return 'its body is not UTF-8.';
  if (operation.form !== undefined) return refuseForm(operation.form, text);
  if (operation.soap !== undefined) return refuseSoap(operation.soap, request, text);
  if (operation.jsonRpc !== undefined) return refuseJsonRpc(operation.jsonRpc, text);
  if (operation.graphql !== undefined) return refuseGraphql(operation.graphql, text);
  return text === '' ? undefined : 'it has a body, and what it may be is not listed.';
}

function asUtf8(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}
