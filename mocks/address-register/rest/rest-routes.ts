import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';
import type { ServiceConfig } from '#harness/common/service-config.ts';
import type { Hierarchy } from '../hierarchy.ts';
import { ownOrigin } from '../own-origin.ts';
import { sendProblem } from '../problem.ts';
import type { Register } from '../register.ts';
import type { Settings } from '../settings.ts';
import { readEventQuery } from './event-query.ts';
import type { EventPage, Events } from './events.ts';
import { exportPieces } from './export-stream.ts';

export interface RestSource {
  readonly hierarchy: Hierarchy;
  readonly register: Register;
  readonly events: Events;
  readonly settings: Pick<Settings, 'eventsPerPage'>;
  readonly origins: ServiceConfig['origins'];
}

/** The CommunicationParty API: single lookup, export of all active parties, and events. */
export function restRoutes(source: RestSource): FastifyPluginCallback {
  return (scope, _options, done): void => {
    scope.get<{ Params: { herId: string } }>('/CommunicationParties/:herId', (request, reply) =>
      sendParty(request.params.herId, reply, source.register),
    );
    scope.get('/CommunicationPartyExport', (request, reply) => sendExport(request, reply, source));
    scope.get('/CommunicationPartyEvents', (request, reply) => sendEvents(request, reply, source));
    done();
  };
}

function sendParty(herId: string, reply: FastifyReply, register: Register): FastifyReply {
  if (!/^[1-9][0-9]{0,9}$/.test(herId)) {
    return sendProblem(reply, 400, 'Bad Request', 'The HER-id in the path must be a positive whole number.');
  }
  const party = register.find(herId);
  if (party === undefined) {
    return sendProblem(reply, 404, 'Not Found', 'No communication party has the HER-id in the path.');
  }
  return reply.send({
    herId: party.HerId,
    parentHerId: party.ParentHerId,
    type: party.Type,
    communicationParty: party,
  });
}

/** Streamed, so that a large register takes no more memory than a small one. */
function sendExport(request: FastifyRequest, reply: FastifyReply, source: RestSource): FastifyReply {
  const pieces = Readable.from(exportPieces(source.hierarchy, source.register, source.events));
  void reply.type('application/json; charset=utf-8').header('vary', 'accept-encoding');
  if (!wantsGzip(request.headers['accept-encoding'])) return reply.send(pieces);
  const gzip = createGzip();
  pieces.on('error', (error) => gzip.destroy(error));
  return reply.header('content-encoding', 'gzip').send(pieces.pipe(gzip));
}

/** The API's own documentation writes `application/gzip` for the coding that HTTP calls `gzip`. */
function wantsGzip(accepted: string | readonly string[] | undefined): boolean {
  const codings = [accepted ?? []].flat().join(',').toLowerCase().split(',');
  return codings.some((coding) => /^\s*(application\/|x-)?gzip\s*(;\s*q=(?!0(\.0*)?\s*$).*)?$/.test(coding));
}

function sendEvents(request: FastifyRequest, reply: FastifyReply, source: RestSource): FastifyReply {
  const { events, settings } = source;
  const query = readEventQuery(request.query);
  if ('problem' in query) return sendProblem(reply, 400, 'Bad Request', query.problem);
  const page =
    'from' in query
      ? events.from(query.from, settings.eventsPerPage)
      : events.after(query.after, settings.eventsPerPage);
  if (page === undefined) return sendProblem(reply, 404, 'Not Found', 'No event has this EventId.');
  return reply.send({
    CommunicationParties: page.events,
    Links: { Next: { Href: nextHref(page, ownOrigin(request, 'rest', source.origins)) } },
  });
}

/** Where the next page is; null on the last one. */
const nextHref = ({ events, more }: EventPage, origin: string): string | null =>
  more ? `${origin}/CommunicationPartyEvents?EventId=${events.at(-1)?.EventId ?? ''}` : null;
