import type { Change } from '#environments/change.schema.ts';
import type { Environment } from '#harness/environment/environment.ts';
import { finding, type GateFinding } from './finding.ts';

/** The record is for this environment and no other. */
export function checkEnvironment({ predicate }: Change, { name }: Pick<Environment, 'name'>): GateFinding[] {
  return predicate.environment === name
    ? []
    : [finding('environment', `the record is for ${predicate.environment}, and this is ${name}.`)];
}
