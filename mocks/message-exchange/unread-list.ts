import type { Delivery } from './message.ts';

/** Oldest GenDate first, then first come. */
export function byGenDate(a: Delivery, b: Delivery): number {
  if (a.message.localGenDate !== b.message.localGenDate) {
    return a.message.localGenDate < b.message.localGenDate ? -1 : 1;
  }
  return a.sequence - b.sequence;
}

/** The unread messages of one receiver, kept in order of GenDate: adding, removing and paging need no sorting. */
export class UnreadList {
  readonly #deliveries: Delivery[] = [];

  add(delivery: Delivery): void {
    const place = this.#place(delivery);
    if (place === this.#deliveries.length) this.#deliveries.push(delivery);
    else this.#deliveries.splice(place, 0, delivery);
  }

  remove(delivery: Delivery): void {
    const place = this.#place(delivery);
    if (this.#deliveries[place] === delivery) this.#deliveries.splice(place, 1);
  }

  /** The first `count` from the old end, or from the new one, that `wanted` lets through. */
  first(
    count: number,
    order: 'Ascending' | 'Descending',
    wanted: (delivery: Delivery) => boolean,
  ): Delivery[] {
    const taken: Delivery[] = [];
    const { length } = this.#deliveries;
    for (let i = 0; i < length && taken.length < count; i += 1) {
      const delivery = this.#deliveries[order === 'Ascending' ? i : length - 1 - i];
      if (delivery !== undefined && wanted(delivery)) taken.push(delivery);
    }
    return taken;
  }

  /** Where the delivery stands, or would stand. Most come last, so that end is looked at first. */
  #place(delivery: Delivery): number {
    const last = this.#deliveries.at(-1);
    if (last === undefined || byGenDate(last, delivery) < 0) return this.#deliveries.length;
    let low = 0;
    let high = this.#deliveries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#deliveries[middle];
      if (other !== undefined && byGenDate(other, delivery) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
