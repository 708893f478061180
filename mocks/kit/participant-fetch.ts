export type ParticipantFetch = (origin: string, path: string, init?: RequestInit) => Promise<Response>;

/**
 * How one participant calls another: by its https name through the front, verified against the CA that the
 * process was started with (NODE_EXTRA_CA_CERTS).
 */
export const participantFetch: ParticipantFetch = (origin, path, init) =>
  fetch(new URL(path, origin), { signal: AbortSignal.timeout(10_000), ...init });
