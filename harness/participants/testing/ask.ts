import { request, type RequestOptions } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { RunningParticipants } from '../running-participants.ts';

/** What came back from an endpoint, TLS verified. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly certificate: { readonly issuer: string; readonly validTo: string };
}

export interface AskOptions extends RequestOptions {
  readonly body?: string;
  /** The answer need not end: what has come is told as soon as it matches, and the call is broken off. */
  readonly until?: RegExp;
}

/** Asks an endpoint by its https name, trusting the participants' CA alone, as the guard does. */
export function ask(
  { origins, resolve, ca }: RunningParticipants,
  endpoint: string,
  path: string,
  { body, until, ...options }: AskOptions = {},
): Promise<Answer> {
  const url = new URL(path, origins[endpoint]);
  const address = resolve[url.hostname] ?? '';
  return new Promise((tell, reject) => {
    request(url, {
      ca,
      agent: false,
      lookup: (_hostname, how, found) => {
        if (how.all === true) found(null, [{ address, family: 4 }]);
        else found(null, address, 4);
      },
      ...options,
    })
      .once('response', (answer) => {
        const peer = (answer.socket as TLSSocket).getPeerCertificate();
        const certificate = { issuer: String(peer.issuer.CN), validTo: peer.valid_to };
        let text = '';
        const told = (): void =>
          tell({ status: answer.statusCode ?? 0, body: text, headers: answer.headers, certificate });
        answer.setEncoding('utf8').on('data', (piece: string) => {
          text += piece;
          if (until?.test(text) !== true) return;
          told();
          answer.destroy();
        });
        answer.once('error', reject);
        answer.once('end', told);
      })
      .once('error', reject)
      .end(body);
  });
}
