import type { FastifyReply } from 'fastify';

/** 201 with the id as a bare JSON string, and where the message is. */
export function created(reply: FastifyReply, origin: string, id: string): FastifyReply {
  return reply
    .code(201)
    .header('location', `${origin}/Messages/${id}`)
    .type('application/json; charset=utf-8')
    .send(`"${id}"`);
}
