import type { Caller } from './access/caller.ts';
import { locked } from './refusal.ts';

/** How a HER-id is served, as its owner has set it by API v3. */
export interface Configuration {
  readonly herId: number;
  /** The client of HelseID that alone may act for the HER-id; undefined: every client of its organisation. */
  readonly lockedTo: string | undefined;
  /** Types of messages (list 8279) that the HER-id does not take. */
  readonly rejectedTypes: ReadonlySet<string>;
}

/** Where configurations outlive the process. */
export interface ConfigurationStore {
  /** New, or instead of the one that the HER-id had. */
  configure(configuration: Configuration): void;
  unconfigure(herId: number): void;
}

/** The configurations of all HER-ids. One without a configuration is served by API v2 alone. */
export class Configurations {
  readonly #byHerId: Map<number, Configuration>;
  readonly #store: ConfigurationStore | undefined;

  /** @param stored what an earlier process left */
  constructor(store?: ConfigurationStore, stored: readonly Configuration[] = []) {
    this.#store = store;
    this.#byHerId = new Map(stored.map((one) => [one.herId, one]));
  }

  set(configuration: Configuration): void {
    this.#byHerId.set(configuration.herId, configuration);
    this.#store?.configure(configuration);
  }

  delete(herId: number): void {
    if (this.#byHerId.delete(herId)) this.#store?.unconfigure(herId);
  }

  has(herId: number): boolean {
    return this.#byHerId.has(herId);
  }

  /** Whether the HER-id takes messages of this type. */
  takes(herId: number, type: string): boolean {
    return this.#byHerId.get(herId)?.rejectedTypes.has(type) !== true;
  }

  /** Throws a 423 Refusal when another client has reserved one of the HER-ids. */
  mustBeFree(caller: Caller, herIds: readonly number[]): void {
    const taken = herIds.find((herId) => {
      const lockedTo = this.#byHerId.get(herId)?.lockedTo;
      return lockedTo !== undefined && lockedTo !== caller.clientId;
    });
    if (taken !== undefined) throw locked(taken);
  }
}
