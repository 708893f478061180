import 'reflect-metadata';
import { once } from 'node:events';
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { PemConverter, SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

export interface HttpsFront extends AsyncDisposable {
  readonly port: number;
  /** PEM, for programs that are to trust this front. */
  readonly certificate: string;
  /** What a browser may pin to trust it: SHA-256 of the public key, base64. */
  readonly spki: string;
  /** The plain origin behind each name; a name without one is answered 502. */
  readonly routes: Map<string, string>;
}

/** TLS for the given names before plain services, for tests of services that only work by https. */
export async function startHttpsFront(names: readonly string[]): Promise<HttpsFront> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=local.test',
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new SubjectAlternativeNameExtension(names.map((value) => ({ type: 'dns' as const, value }))),
    ],
  });
  const key = PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
  const pem = certificate.toString('pem');
  const routes = new Map<string, string>();
  const server = createServer({ key, cert: pem }, (incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const origin = routes.get(headers.host?.split(':')[0] ?? '');
    if (origin === undefined) return void outgoing.writeHead(502).end('Nothing is behind this name.');
    const onward = request(origin + (url ?? ''), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.writeHead(502).end());
    return void incoming.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const spki = await crypto.subtle.exportKey('spki', keys.publicKey);
  return {
    port: (server.address() as AddressInfo).port,
    certificate: pem,
    spki: Buffer.from(await crypto.subtle.digest('SHA-256', spki)).toString('base64'),
    routes,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
