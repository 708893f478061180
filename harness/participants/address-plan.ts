import {
  endpointRefs,
  participantNames,
  type EndpointRef,
  type ParticipantName,
} from '#harness/common/participants.ts';
import type { Environment } from '#harness/environment/environment.ts';

/** One address of a participant that we start. */
export interface EndpointAddress {
  readonly ref: EndpointRef;
  readonly participant: ParticipantName;
  /** `rest.address-register.local.test` */
  readonly host: string;
  /** `https://rest.address-register.local.test:8443` */
  readonly origin: string;
}

/** Who of an environment listens where, with the same port numbers in both backends. */
export interface AddressPlan {
  readonly ports: {
    readonly front: number;
    readonly wiremock: number;
    /** The plain port of each participant that we start. */
    readonly services: Partial<Readonly<Record<ParticipantName, number>>>;
  };
  /** In catalogue order; those that we start alone. */
  readonly started: readonly ParticipantName[];
  readonly endpoints: readonly EndpointAddress[];
  /** Of everyone but the absent: ours by name and port, real ones as the environment says. */
  readonly origins: Readonly<Record<EndpointRef, string>>;
}

/**
 * The addresses that follow from an environment: the front on its port, WireMock on the next, then the services
 * by their place in the catalogue, so that a participant's port does not depend on who else is started.
 */
export function planAddresses(environment: Environment): AddressPlan {
  const { port, domain } = environment;
  const started = participantNames.filter((name) =>
    ['mock', 'standIn'].includes(environment.participants[name].as),
  );
  const endpoints = started.flatMap((participant) =>
    endpointRefs(participant).map((ref) => {
      const host = `${ref}.${domain}`;
      return { ref, participant, host, origin: `https://${host}:${port}` };
    }),
  );
  return {
    ports: {
      front: port,
      wiremock: port + 1,
      services: Object.fromEntries(started.map((name) => [name, port + 2 + participantNames.indexOf(name)])),
    },
    started,
    endpoints,
    origins: { ...realOrigins(environment), ...Object.fromEntries(endpoints.map((e) => [e.ref, e.origin])) },
  };
}

function realOrigins(environment: Environment): Record<EndpointRef, string> {
  const origins: Record<EndpointRef, string> = {};
  for (const participant of Object.values(environment.participants)) {
    if (participant.as !== 'url') continue;
    for (const [ref, url] of Object.entries(participant.urls)) {
      if (url !== undefined) origins[ref] = url.replace(/\/+$/, '');
    }
  }
  return origins;
}
