const publicPart = {
  kty: 'EC',
  crv: 'P-256',
  kid: 'verdikjede-test-only',
  alg: 'ES256',
  x: 'llAj9ZGouZqB6-jYNaUaK0M1P6tV3AcrEUPCwuqtI6A',
  y: 'N4ju_vcvRniEGsua_OdP1TfcBLWcP6VfQUYoCUcFLx4',
} as const;

/**
 * The key of the default HelseID clients of local environments, private part included. Made for these mocks and
 * known to all: it opens nothing but them. Real clients have their own; environments name others in `settings`.
 */
export const testClientKey = { ...publicPart, d: 'uTvE7qIw8JelzRaUp8jXJ7p4zSbXuJW3gSgADDvfki4' } as const;

/** Its public part, as the gateway has it registered. */
export const testClientJwks = { keys: [publicPart] };
