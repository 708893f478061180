import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Clock } from '#harness/common/clock.ts';
import type { FrontConfig, FrontName } from './front-config.ts';

/** Headers that belong to one connection (RFC 9110 section 7.6.1), and those that the front sets itself. */
const notPassedOn = new Set([
  ...['connection', 'keep-alive', 'proxy-connection', 'te', 'upgrade'],
  ...['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto'],
]);
/** What WireMock adds to each answer and no real participant would send. */
const notSentBack = new Set(['connection', 'keep-alive', 'matched-stub-id', 'matched-stub-name']);

/** Shorter than WireMock's own 30 s: a connection that it closes just then would cost a request. */
const idleMs = 10_000;

/** Makes the function that hands requests on: to WireMock, or straight to the service where a path is a stream. */
export function forwarder(config: FrontConfig, clock: Clock) {
  const agent = new Agent({ keepAlive: true, timeout: idleMs });
  return async (name: FrontName, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (name.network.latencyMs > 0) await clock.after(name.network.latencyMs);
    const path = request.url ?? '/';
    const streams = name.streams.some((pattern) => new RegExp(pattern).test(path.split('?')[0] ?? '/'));
    const to = streams ? name.service : config.wiremock;
    const onward = httpRequest({
      agent,
      host: to.host,
      port: to.port,
      method: request.method ?? 'GET',
      path,
      headers: onwardHeaders(request) as never,
    });
    onward.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.statusMessage, answerHeaders(answer));
      response.flushHeaders();
      answer.pipe(response);
      answer.on('error', () => response.destroy());
    });
    onward.on('error', () => {
      if (response.headersSent) response.destroy();
      else response.writeHead(502, { 'content-type': 'text/plain' }).end('The participant did not answer.\n');
    });
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  };
}

/** Name and value in turn, as node takes raw headers: repeated ones stay apart and spelling is kept. */
function onwardHeaders(request: IncomingMessage): string[] {
  return [
    ...without(request.rawHeaders, notPassedOn),
    ...['X-Forwarded-Proto', 'https'],
    ...['X-Forwarded-Host', request.headers.host ?? ''],
    ...['X-Forwarded-For', request.socket.remoteAddress ?? ''],
  ];
}

const answerHeaders = (answer: IncomingMessage): string[] => without(answer.rawHeaders, notSentBack);

function without(rawHeaders: readonly string[], unwanted: ReadonlySet<string>): string[] {
  const kept: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const [name = '', value = ''] = rawHeaders.slice(i, i + 2);
    if (!unwanted.has(name.toLowerCase())) kept.push(name, value);
  }
  return kept;
}
