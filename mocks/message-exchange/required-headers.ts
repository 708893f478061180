import type { FastifyRequest } from 'fastify';
import { invalid } from './refusal.ts';

/** Every request says which version of the API it means, and which system it comes from. */
export function requiredHeaders(
  request: FastifyRequest,
  _reply: unknown,
  done: (error?: Error) => void,
): void {
  const version = request.headers['api-version'];
  const sourceSystem = request.headers['nhn-source-system'];
  if ((version === '2' || version === '2.0') && sourceSystem) {
    done();
    return;
  }
  const rules = [
    ...(version ? [] : ['The api-version header is required.']),
    ...(version && version !== '2' && version !== '2.0' ? ['The api-version must be 2.'] : []),
    ...(sourceSystem ? [] : ['The nhn-source-system header is required.']),
  ];
  done(invalid(...rules));
}
