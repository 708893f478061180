import type { AllowedOperation } from '#environments/environment.schema.ts';
import type { EndpointRef } from '#harness/common/participants.ts';
import type { Environment } from '#harness/environment/environment.ts';
import type { Policy } from './policy.ts';

/** RFC 8615: what a site says of itself, the same for everybody who asks. */
const isMetadata = ({ path }: AllowedOperation): boolean => path.startsWith('/.well-known/');

/**
 * The guard's policy for a run against this environment. `origins` are the environment's addresses in this run;
 * `label` names requests of a test run (a verify run takes the operations that its environment lists).
 */
export function compilePolicy(
  environment: Pick<Environment, 'name' | 'mode' | 'operations'>,
  origins: Readonly<Record<EndpointRef, string>>,
  label: readonly AllowedOperation[] = [],
): Policy {
  return {
    environment: environment.name,
    mode: environment.mode,
    origins: { ...origins },
    operations:
      environment.mode === 'verify'
        ? environment.operations
        : label.map((operation) => ({ ...operation, document: isMetadata(operation) })),
  };
}
