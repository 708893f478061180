const norwegian = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Oslo',
  dateStyle: 'short',
  timeStyle: 'medium',
});
const hour = 3_600_000;
/** How far Norway's clock is from UTC, by hour since 1970: it changes on the hour, and asking Intl is slow. */
const offsets = new Map<number, number>();

/**
 * An XML dateTime as Norwegian local time without zone, its fraction digits kept. One without a zone is taken to be
 * local already, which is how clients of the API read it.
 */
export function norwegianLocalTime(dateTime: string): string {
  const [, local = '', fraction = '', zone] = /^(.{19})(\.[0-9]+)?(Z|[+-].*)?$/.exec(dateTime) ?? [];
  if (zone === undefined) return `${local}${fraction}`;
  const instant = Date.parse(`${local}${zone}`);
  return `${new Date(instant + offsetAt(instant)).toISOString().slice(0, 19)}${fraction}`;
}

function offsetAt(instant: number): number {
  const whole = Math.floor(instant / hour);
  let offset = offsets.get(whole);
  if (offset === undefined) {
    offset = Date.parse(`${norwegian.format(whole * hour).replace(' ', 'T')}Z`) - whole * hour;
    offsets.set(whole, offset);
  }
  return offset;
}
