import type { Drift } from '#environments/drift.schema.ts';
import type { EndpointRef, ParticipantName } from '#harness/common/participants.ts';
import type { HarnessError } from '#harness/errors.ts';
import type { BackendName } from './backend.ts';

/** `auto`: containers where an engine and images are at hand, else processes. */
export type Backend = 'auto' | BackendName;

/** What happens to a part: a participant's name, `wiremock`, `front`, or `backend` when one had to be chosen. */
export interface PartEvent {
  readonly part: string;
  readonly state: 'starting' | 'ready' | 'stopped';
  /** Since the start of all, or of the stop. */
  readonly ms: number;
  /** A sentence, where there is something to tell: why a backend was chosen. */
  readonly because?: string;
}

export interface StartOptions {
  readonly runId: string;
  /** Made by openRunDirectory(). */
  readonly runDir: string;
  readonly backend: Backend;
  readonly drift?: Drift;
  readonly progress: (event: PartEvent) => void;
  /** Images to use instead of the ones that would be chosen. */
  readonly images?: { readonly service?: string; readonly wiremock?: string };
  /** Path of the Java program for the process backend. */
  readonly java?: string;
}

/** All participants of an environment that we start, ready. Dispose it to take them down. */
export interface RunningParticipants extends AsyncDisposable {
  readonly backend: BackendName;
  /** Https origin of every endpoint of the environment but the absent ones. */
  readonly origins: Readonly<Record<EndpointRef, string>>;
  /** Where the names of started participants lead: host name to `127.0.0.1`. */
  readonly resolve: Readonly<Record<string, string>>;
  /** PEM text of the participants' CA. */
  readonly ca: string;
  /** PEM text of the CA that signed the certificates in the address register, and of the one above it. */
  readonly businessCa: string;
  /** `http://127.0.0.1:<port>`, with WireMock's API under `/__admin`; undefined when nothing was started. */
  readonly wiremockAdminUrl: string | undefined;
  /** The plain port of each service, past front and WireMock: for load and bench. */
  readonly serviceUrls: Readonly<Partial<Record<ParticipantName, string>>>;
  /** Never rejects: resolves when a part ends during the run without having been asked to. */
  readonly died: Promise<HarnessError>;
}
