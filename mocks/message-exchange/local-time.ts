const norwegian = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Oslo',
  dateStyle: 'short',
  timeStyle: 'medium',
});
const hour = 3_600_000;
/** How far Norway's clock is from UTC, by hour since 1970: it changes on the hour, and asking Intl is slow. */
const offsets = new Map<number, number>();
/** The local hour for an hour and a zone of whole hours: minutes and seconds are the same there. */
const localHours = new Map<string, string>();
const mostHours = 1000;

/**
 * An XML dateTime as Norwegian local time without zone, its fraction digits kept. One without a zone is taken to be
 * local already, which is how clients of the API read it.
 */
export function norwegianLocalTime(dateTime: string): string {
  const [, local = '', fraction = '', zone] = /^(.{19})(\.[0-9]+)?(Z|[+-].*)?$/.exec(dateTime) ?? [];
  if (zone === undefined) return `${local}${fraction}`;
  const isWholeHours = zone === 'Z' || zone.endsWith(':00');
  if (!isWholeHours) return `${toLocal(`${local}${zone}`)}${fraction}`;
  const key = `${local.slice(0, 13)}${zone}`;
  let localHour = localHours.get(key);
  if (localHour === undefined) {
    localHour = toLocal(`${local.slice(0, 13)}:00:00${zone}`).slice(0, 13);
    if (localHours.size >= mostHours) localHours.clear();
    localHours.set(key, localHour);
  }
  return `${localHour}${local.slice(13)}${fraction}`;
}

function toLocal(dateTime: string): string {
  const instant = Date.parse(dateTime);
  return new Date(instant + offsetAt(instant)).toISOString().slice(0, 19);
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
