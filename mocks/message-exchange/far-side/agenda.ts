import type { Clock } from '#harness/common/clock.ts';
import type { Store } from '../store/store.ts';
import type { AgendaEntry, Answer } from './answer.ts';

/** What far sides will still do, and when. What is stored of it is taken up again after a restart. */
export class Agenda {
  readonly #clock: Clock;
  readonly #store: Store | undefined;
  readonly #perform: (answer: Answer) => void;
  readonly #planned = new Set<number>();
  #lastId = 0;

  constructor(clock: Clock, store: Store | undefined, perform: (answer: Answer) => void) {
    this.#clock = clock;
    this.#store = store;
    this.#perform = perform;
  }

  /** Does it after this time. */
  plan(answer: Answer, afterMs: number): void {
    this.#start(this.#enter(answer, afterMs, this.#now() + afterMs));
  }

  /** Keeps it until it is released. */
  hold(answer: Answer, afterMs: number): AgendaEntry {
    return this.#enter(answer, afterMs, null);
  }

  /** Its time runs from now. */
  release(entry: AgendaEntry): void {
    const released = { ...entry, dueAt: this.#now() + entry.afterMs };
    this.#store?.plan(released);
    this.#start(released);
  }

  /** Takes up what an earlier process left undone; what is overdue is done at once. Held ones are the caller's. */
  takeUp(entries: readonly AgendaEntry[]): void {
    for (const entry of entries) {
      this.#lastId = Math.max(this.#lastId, entry.id);
      this.#planned.add(entry.id);
      if (entry.dueAt !== null) this.#start(entry);
    }
  }

  /** How much is still to be done. */
  get size(): number {
    return this.#planned.size;
  }

  /** Lets go of all that is still to be done. */
  clear(): void {
    for (const id of this.#planned) this.#store?.done(id);
    this.#planned.clear();
  }

  #enter(answer: Answer, afterMs: number, dueAt: number | null): AgendaEntry {
    const entry = { id: (this.#lastId += 1), answer, afterMs, dueAt };
    this.#planned.add(entry.id);
    this.#store?.plan(entry);
    return entry;
  }

  #start(entry: AgendaEntry): void {
    const waitMs = Math.max(0, (entry.dueAt ?? 0) - this.#now());
    void this.#clock.after(waitMs).then(() => {
      if (!this.#planned.delete(entry.id)) return;
      this.#perform(entry.answer);
      this.#store?.done(entry.id);
      // In one with what it changed: after a kill it is either done or still to do.
      this.#store?.commit();
    });
  }

  #now(): number {
    return this.#clock.now().getTime();
  }
}
