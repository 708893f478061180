import { headerValues, type JudgedRequest, type UrlParts } from './judged-request.ts';

/**
 * The rules that hold in both modes, whatever the operation: the request goes where it says it goes, and in one
 * reading only. Returns the reason to refuse it, or undefined.
 */
export function refuseSurroundings(request: JudgedRequest, url: UrlParts): string | undefined {
  if (request.headers.some(([name]) => name.startsWith(':'))) return 'HTTP/2 is not spoken here.';
  const { hostname, port } = request.destination;
  if (hostname.toLowerCase() !== url.hostname || port !== url.port) {
    return 'The connection leads to another address than the URL.';
  }
  const hosts = headerValues(request, 'host');
  const withPort = `${url.hostname}:${url.port}`;
  if (hosts.length !== 1 || ![url.authority, withPort].includes(hosts[0]?.toLowerCase() ?? '')) {
    return 'The Host header names another address than the URL.';
  }
  if (headerValues(request, 'upgrade').length > 0) return 'Upgrades (WebSocket and others) are refused.';
  const lengths = headerValues(request, 'content-length');
  const encodings = headerValues(request, 'transfer-encoding');
  if (lengths.length + encodings.length > 1) {
    return 'The body has two lengths (Content-Length and Transfer-Encoding).';
  }
  return undefined;
}
