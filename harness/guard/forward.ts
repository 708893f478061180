import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { TLSSocket } from 'node:tls';
import type { LeavingExchange } from './exchange.ts';
import { answerWith, type GuardAnswer } from './guard-answers.ts';
import { splitUrl } from './judged-request.ts';
import { passOn, writeHeadOf } from './pass-on.ts';

/** A request as it came: path and headers as on the wire. */
export interface ArrivedRequest {
  readonly method: string;
  readonly url: string;
  readonly path: string;
  readonly rawHeaders: readonly (readonly [name: string, value: string])[];
  readonly destination: { readonly hostname: string; readonly port: number };
}

/** Who is told what becomes of a request. */
export interface Witness {
  /** The participant has begun to answer; nothing of it has reached the client yet. */
  answered(exchange: LeavingExchange, request: ClientRequest, answer: IncomingMessage): void;
  /** There is no answer. Returns what the client gets. */
  failed(exchange: LeavingExchange, error: NodeJS.ErrnoException): GuardAnswer;
  /** Shown an answer that is passed on whole. Returns what the client gets instead, if anything. */
  shown(exchange: LeavingExchange, answer: IncomingMessage, body: Buffer): Promise<GuardAnswer | undefined>;
}

export interface Forwarding {
  readonly witness: Witness;
  /** Added to each request, by name in lower case, in the place of what the client says there. */
  readonly headers: Readonly<Record<string, string>>;
  /** By `host:port`. */
  readonly clientCertificates: Readonly<Record<string, { readonly cert: string; readonly key: string }>>;
}

interface Passage {
  readonly exchange: LeavingExchange;
  readonly request: ArrivedRequest;
  readonly body: Uint8Array;
}

/** Sends a request on to where it is addressed, as it was judged, and the answer back. Resolves when that has ended. */
export function forward(
  { exchange, request, body }: Passage,
  { witness, headers, clientCertificates }: Forwarding,
): Promise<void> {
  const { response } = exchange;
  const fail = (error: Error): void => {
    if (exchange.ended === true) response.destroy();
    else answerWith(response, witness.failed(exchange, error));
    exchange.ended = true;
  };
  const receive = async (outgoing: ClientRequest, answer: IncomingMessage): Promise<void> => {
    exchange.ended = true;
    answer.on('error', fail);
    witness.answered(exchange, outgoing, answer);
    if (exchange.verdict.operation?.document !== true) return passOn(answer, response);
    const whole = await buffer(answer);
    const instead = await witness.shown(exchange, answer, whole);
    if (instead !== undefined) return answerWith(response, instead);
    writeHeadOf(answer, response);
    response.end(whole);
  };
  /** To connect takes its time, and the run may be stopped meanwhile. */
  const send = (outgoing: ClientRequest): void => {
    const instead = exchange.stopped?.();
    if (instead === undefined) outgoing.end(body.length > 0 ? body : undefined);
    else {
      answerWith(response, instead);
      outgoing.destroy();
    }
  };
  return new Promise((resolve) => {
    response.once('close', resolve);
    try {
      if (response.destroyed) throw new Error('The client went away.');
      const { hostname, port } = request.destination;
      const certificate = clientCertificates[`${hostname.toLowerCase()}:${port}`];
      const outgoing = open(request, { ...headers, ...exchange.added }, certificate);
      outgoing
        .on('error', (error) => {
          // Else all has been said, and this is how it is given up.
          if (!response.writableEnded) fail(error);
        })
        .once('socket', (socket) => whenConnected(socket, () => send(outgoing)))
        .once('response', (answer: IncomingMessage) => void receive(outgoing, answer).catch(fail))
        .once('close', () => {
          if (exchange.ended !== true) fail(new Error('The connection was closed.'));
        });
      response.once('close', () => {
        if (!response.writableFinished) outgoing.destroy();
      });
    } catch (error) {
      fail(error as Error);
      if (response.destroyed) resolve();
    }
  });
}

/** Connections that were used before. */
const connected = new WeakSet<Socket>();

function whenConnected(socket: Socket, act: () => void): void {
  if (connected.has(socket)) act();
  else {
    connected.add(socket);
    socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', act);
  }
}

const agents = {
  http: new http.Agent({ keepAlive: true }),
  https: new https.Agent({ keepAlive: true }),
};

function open(
  { method, url, path, rawHeaders, destination: { hostname, port } }: ArrivedRequest,
  added: Readonly<Record<string, string>>,
  certificate: { readonly cert: string; readonly key: string } | undefined,
): ClientRequest {
  const target = splitUrl(url);
  if (target === undefined) throw new Error('A request would leave for no address.');
  // The body is all there, and need not wait to be asked for.
  const left = new Set(['expect', ...Object.keys(added)]);
  const kept = rawHeaders.filter(([name]) => !left.has(name.toLowerCase()));
  const options = {
    ...{ method, path, host: hostname, port },
    headers: [...kept, ...Object.entries(added)].flat(),
    setDefaultHeaders: false,
  };
  if (!target.origin.startsWith('https:')) return http.request({ ...options, agent: agents.http });
  return https.request({
    ...{ ...options, ...certificate, agent: agents.https },
    servername: isIP(hostname) > 0 ? '' : hostname,
    // What the environment trusts may be a CA between.
    allowPartialTrustChain: true,
  });
}
