import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../settings.ts';
import { answer, type SoapSource } from './answer.ts';
import { basicAuthentication } from './basic-authentication.ts';
import { soapPaths, type SoapVersion } from './namespaces.ts';
import { readRequest } from './read-request.ts';
import { SoapFault } from './soap-fault.ts';
import { writeEnvelope, writeFault } from './write-envelope.ts';

/** A lookup is small; more than this is something else. */
const largestRequestBytes = 64 * 1024;
const contentTypes: Readonly<Record<SoapVersion, string>> = {
  '1.1': 'text/xml; charset=utf-8',
  '1.2': 'application/soap+xml; charset=utf-8',
};

type SoapSettings = Pick<Settings, 'soapUsers' | 'senderFaultStatus'>;

/** The SOAP service, at each of its paths, in the SOAP version of the request's content type. */
export function soapRoutes(source: SoapSource, settings: SoapSettings) {
  return (scope: FastifyInstance, _options: unknown, done: () => void): void => {
    const { soapUsers: users } = settings;
    if (users !== null) scope.addHook('onRequest', basicAuthentication(users));
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      ['text/xml', 'application/soap+xml'],
      { parseAs: 'buffer', bodyLimit: largestRequestBytes },
      (_request, body, parsed) => {
        parsed(null, body);
      },
    );
    for (const path of [soapPaths.path, ...soapPaths.alsoAt]) {
      scope.post<{ Body: Buffer }>(path, (request, reply) => respond(request, reply, source, settings));
    }
    done();
  };
}

async function respond(
  request: FastifyRequest<{ Body: Buffer }>,
  reply: FastifyReply,
  source: SoapSource,
  { senderFaultStatus }: SoapSettings,
): Promise<FastifyReply> {
  const contentType = request.headers['content-type'] ?? '';
  const version: SoapVersion = contentType.startsWith('text/xml') ? '1.1' : '1.2';
  void reply.type(contentTypes[version]);
  try {
    const soapRequest = readRequest(request.body, version);
    const { body, action } = await answer(soapRequest, httpAction(request, version), source);
    const { messageId } = soapRequest;
    return reply.send(
      messageId === undefined
        ? writeEnvelope(version, body)
        : writeEnvelope(version, body, { action, relatesTo: messageId }),
    );
  } catch (error) {
    if (!(error instanceof SoapFault)) throw error;
    return reply.code(version === '1.1' ? 500 : senderFaultStatus).send(writeFault(version, error));
  }
}

/** SOAP 1.1 has the action in a header, SOAP 1.2 as a parameter of the content type. */
function httpAction(request: FastifyRequest, version: SoapVersion): string | undefined {
  if (version === '1.2') {
    return /;\s*action="?([^";]+)"?/i.exec(request.headers['content-type'] ?? '')?.[1];
  }
  const header = request.headers['soapaction'];
  const action = typeof header === 'string' ? header.trim().replace(/^"(.*)"$/, '$1') : '';
  return action === '' ? undefined : action;
}
