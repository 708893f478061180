import type { ServiceConfig } from '#harness/common/service-config.ts';
import type { ParticipantName } from '#harness/common/participants.ts';
import type { FrontConfig } from '#mocks/front/front-config.ts';
import type { StubMapping } from './plan/stubs.ts';

export type BackendName = 'container' | 'process';

/** One thing to start, with all that it must know. */
export type PartPlan =
  | { readonly title: ParticipantName; readonly kind: 'service'; readonly config: ServiceConfig }
  | {
      readonly title: 'wiremock';
      readonly kind: 'wiremock';
      readonly port: number;
      readonly stubs: readonly StubMapping[];
    }
  | { readonly title: 'front'; readonly kind: 'front'; readonly config: FrontConfig };

/** A part that runs. */
export interface StartedPart {
  readonly title: string;
  /** Resolves, with the last lines of its stderr, when the part ends without having been asked to. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/** How the same parts are laid out in a backend: where they listen, and where they find each other. */
export interface Layout {
  readonly listenHost: string;
  addressOf(title: string): string;
  /** Where every https name leads, in a backend where none resolves. */
  readonly resolveTo: string | undefined;
  readonly endsWithStdin: boolean;
}

/** What starts parts. Disposing it stops everything that it ever began, also what never got ready. */
export interface PartRunner extends AsyncDisposable {
  readonly name: BackendName;
  readonly layout: Layout;
  /**
   * Starts the parts that are to reach each other, all at once: in their order, a promise of each. It resolves when
   * the part has announced itself, and rejects with PARTICIPANT_NOT_READY and the last lines it said.
   * @param ca PEM text of the CA that they trust
   */
  start(parts: readonly PartPlan[], ca: string): readonly Promise<StartedPart>[];
}

/** What Node is told to run for a service or the front. */
export interface ServicePrograms {
  /** Changes with anything that a service is made of. */
  readonly key: string;
  /** Path inside the checkout, relative to its root. */
  readonly pathOf: (title: Exclude<PartPlan['title'], 'wiremock'>) => string;
}

/** What every backend is made with. */
export interface BackendOptions {
  readonly programs: ServicePrograms;
  readonly runId: string;
  /** Run directory, where parts are registered. */
  readonly runDir: string;
  /** Folder of this environment's files in the run directory; exists, 0700. */
  readonly folder: string;
}
