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
  // Nearly every request is right, and each one comes by here.
  if (sourceSystem && known.includes(String(version))) {
    done();
    return;
  }
  done(
    invalid(
      ...(version ? [] : ['The api-version header is required.']),
      ...(version && !known.includes(String(version)) ? ['The api-version must be 2 or 3.'] : []),
      ...(sourceSystem ? [] : ['The nhn-source-system header is required.']),
    ),
  );
}

const known = ['2', '2.0', '3', '3.0'];
