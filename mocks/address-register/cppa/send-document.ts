import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyReply } from 'fastify';

/** Sends a CPP or CPA as ebXML where the Accept header names XML, else as JSON. */
export function sendDocument(
  { accept = '' }: Pick<IncomingHttpHeaders, 'accept'>,
  reply: FastifyReply,
  { xml, json }: { readonly xml: () => string; readonly json: () => object },
): FastifyReply {
  void reply.header('vary', 'accept');
  return /\b(application|text)\/xml\b/i.test(accept)
    ? reply.type('application/xml; charset=utf-8').send(xml())
    : reply.send(json());
}
