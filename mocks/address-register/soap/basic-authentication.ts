import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** An onRequest hook: whoever is none of the users is answered 401, before the request is read (RFC 7617, UTF-8). */
export function basicAuthentication(users: Readonly<Record<string, string>>) {
  const known = Object.entries(users).map(([name, password]) => digest(`${name}:${password}`));
  return (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    const [, encoded = ''] = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(request.headers.authorization ?? '') ?? [];
    const given = digest(Buffer.from(encoded, 'base64').toString('utf8'));
    if (known.some((one) => timingSafeEqual(one, given))) {
      done();
      return;
    }
    void reply
      .code(401)
      .header('www-authenticate', 'Basic realm="Adresseregisteret", charset="UTF-8"')
      .type('text/plain; charset=utf-8')
      .send('The SOAP service asks for user name and password (HTTP Basic).');
  };
}
