import { readFileSync } from 'node:fs';
import { serviceConfigSchema, type ServiceConfig } from '#harness/common/service-config.ts';
import { HarnessError } from '#harness/errors.ts';

/** The config named as first argument of `node mocks/<participant>/service.ts <config.json>`. */
export function readServiceConfig(argv: readonly string[] = process.argv): ServiceConfig {
  const path = argv[2];
  if (path === undefined) {
    throw new HarnessError('A service needs its config: node mocks/<participant>/service.ts <config.json>.', {
      code: 'USAGE',
      stage: 'participants',
      hint: 'Services are started by `verdikjede mocks up`.',
    });
  }
  return serviceConfigSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}
