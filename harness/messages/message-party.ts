import type { CommunicationParty } from '#harness/common/roster.ts';
import type { Party } from './letter.ts';

/**
 * A party of the roster as messages name it: the service with the organisation above it. An organisation stands at
 * both levels; one that the roster does not know is named by its HER-id.
 */
export function messageParty(parties: readonly CommunicationParty[], herId: string): Party {
  const service = parties.find((party) => party.herId === herId);
  const organisation = parties.find((party) => party.herId === service?.parentHerId) ?? service;
  const unknown = `HER-id ${herId}`;
  return {
    organisationName: organisation?.name ?? unknown,
    organisationHerId: organisation?.herId ?? herId,
    ...(organisation?.organisationNumber === undefined
      ? {}
      : { organisationNumber: organisation.organisationNumber }),
    serviceName: service?.name ?? unknown,
    serviceHerId: herId,
  };
}
