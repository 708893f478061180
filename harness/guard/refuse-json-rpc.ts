import type { AllowedOperation } from '#environments/environment.schema.ts';
import { hasOnly, noObject, readJsonObject } from './json-body.ts';

type ListedCall = NonNullable<AllowedOperation['jsonRpc']>;

/** One call of JSON-RPC 2.0, never a batch, of the listed method. */
export function refuseJsonRpc(listed: ListedCall, text: string): string | undefined {
  const body = readJsonObject(text);
  if (body === undefined) return noObject;
  if (!hasOnly(body, ['jsonrpc', 'method', 'params', 'id']) || body['jsonrpc'] !== '2.0') {
    return 'its body is not one call of JSON-RPC 2.0.';
  }
  return body['method'] === listed.method ? undefined : 'its body names another method than the listed one.';
}
