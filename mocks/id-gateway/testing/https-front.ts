import 'reflect-metadata';
import { once } from 'node:events';
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { PemConverter, SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

export interface HttpsFront extends AsyncDisposable {
  readonly port: number;
  /** What a browser may pin to trust this front: SHA-256 of the public key, base64. */
  readonly spki: string;
  /** The plain address that requests for the gateway's name go on to. */
  gateway: string;
}

/** A small TLS front for `*.local.test`: the gateway behind its own name, a page of one word behind others. */
export async function startHttpsFront(): Promise<HttpsFront> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const names = ['id-porten.id-gateway.local.test', 'citizen-portal.local.test'];
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=local.test',
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new SubjectAlternativeNameExtension(names.map((value) => ({ type: 'dns' as const, value }))),
    ],
  });
  const key = PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
  const server = createServer({ key, cert: certificate.toString('pem') }, (incoming, outgoing) => {
    if (!incoming.headers.host?.startsWith('id-porten.')) {
      outgoing.end('Tilbake');
      return;
    }
    const { method, url, headers } = incoming;
    const onward = request(front.gateway + (url ?? ''), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const spki = await crypto.subtle.exportKey('spki', keys.publicKey);
  const front: HttpsFront = {
    port: (server.address() as AddressInfo).port,
    spki: Buffer.from(await crypto.subtle.digest('SHA-256', spki)).toString('base64'),
    gateway: '',
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return front;
}
