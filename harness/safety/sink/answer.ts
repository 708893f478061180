import { markIn } from './arrival.ts';

const worker = `const go = ({ url, via }) => {
  if (via === 'fetch') fetch(url, { method: 'POST' });
  if (via === 'socket') new WebSocket(url.replace('https', 'wss'));
  if (via === 'events') new EventSource(url);
  if (via === 'import') import(url);
};
addEventListener('message', ({ data }) => go(data));
addEventListener('connect', ({ ports: [port] }) => { port.onmessage = ({ data }) => go(data); });`;

/** An answer of either HTTP server. */
export interface Answering {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(text: string): unknown;
}

/** What the sink answers: a page, a worker's script, a redirect to where nothing is listed. */
export function answer(response: Answering, path: string): void {
  const headers: Record<string, string> = { 'content-type': 'text/html' };
  const [, status, to] = /^\/redirect\/(\d{3})-(.+)$/.exec(path) ?? [];
  if (status !== undefined) headers['location'] = `/write/${to}`;
  if (path.startsWith('/scripts/')) headers['content-type'] = 'text/javascript';
  if (path.startsWith('/pages/csp-')) {
    headers['content-security-policy'] = `img-src 'none'; report-uri /write/${markIn(path)}`;
  }
  if (path.endsWith('/openid-configuration')) headers['content-type'] = 'application/json';
  response.statusCode = status === undefined ? 200 : Number(status);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end(body(path));
}

function body(path: string): string {
  if (path.startsWith('/scripts/')) return worker;
  if (path.endsWith('/openid-configuration')) return '{}';
  const image = path.startsWith('/pages/csp-') ? '<img src="/pages/image">' : '';
  return `<!doctype html><html lang="en"><title>Sink</title><body>${image}</body></html>`;
}
