/**
 * The catalogue of participants: the one place that knows their names and endpoints.
 * An endpoint without a name of its own is the participant itself.
 */
export const participantNames = [
  'message-exchange',
  'address-register',
  'id-gateway',
  'hospital-records',
  'citizen-portal',
] as const;
export type ParticipantName = (typeof participantNames)[number];

interface CatalogueEntry {
  /** What we start when no real one is connected: a mock plays an integration, a stand-in a system under test. */
  readonly plays: 'mock' | 'standIn';
  readonly title: string;
  /** Named addresses of the participant; empty when it has just one. */
  readonly endpoints: readonly string[];
}

export const participants: Readonly<Record<ParticipantName, CatalogueEntry>> = {
  'message-exchange': { plays: 'mock', title: 'Message exchange', endpoints: [] },
  'address-register': { plays: 'mock', title: 'Address register', endpoints: ['rest', 'soap', 'cppa'] },
  'id-gateway': { plays: 'mock', title: 'ID gateway', endpoints: ['id-porten', 'helse-id'] },
  'hospital-records': { plays: 'standIn', title: 'Hospital record system', endpoints: [] },
  'citizen-portal': { plays: 'standIn', title: 'Citizen portal', endpoints: [] },
};

/** A participant's address by its reference: `citizen-portal`, `rest.address-register`, `id-porten.id-gateway`. */
export type EndpointRef = string;

/** All endpoint references of a participant, in catalogue order. */
export function endpointRefs(name: ParticipantName): readonly EndpointRef[] {
  const { endpoints } = participants[name];
  return endpoints.length === 0 ? [name] : endpoints.map((endpoint) => `${endpoint}.${name}`);
}

/** The participant that owns an endpoint reference, or undefined when it names none. */
export function participantOf(ref: EndpointRef): ParticipantName | undefined {
  return participantNames.find((name) => endpointRefs(name).includes(ref));
}
