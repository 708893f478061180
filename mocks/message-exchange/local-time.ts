const norwegian = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Oslo',
  dateStyle: 'short',
  timeStyle: 'medium',
});
const hour = 3_600_000;
/** How far Norway's clock is from UTC, by hour since 1970: it changes on the hour, and asking Intl is slow. */
const offsets = new Map<number, number>();
/** The hour asked for last, its zone of whole hours, and the local hour: minutes and seconds are the same there. */
let last = { hour: '', zone: '', localHour: '' };

/**
 * An XML dateTime as Norwegian local time without zone, its fraction digits kept. One without a zone is taken to be
 * local already, which is how clients of the API read it.
 */
export function norwegianLocalTime(dateTime: string): string {
  const [, local = '', fraction = '', zone] = /^(.{19})(\.[0-9]+)?(Z|[+-].*)?$/.exec(dateTime) ?? [];
  if (zone === undefined) return `${local}${fraction}`;
  const isWholeHours = zone === 'Z' || zone.endsWith(':00');
  if (!isWholeHours) return `${toLocal(`${local}${zone}`)}${fraction}`;
  if (last.zone !== zone || !local.startsWith(last.hour)) {
    const hour = local.slice(0, 13);
    last = { hour, zone, localHour: toLocal(`${hour}:00:00${zone}`).slice(0, 13) };
  }
  return `${last.localHour}${local.slice(13)}${fraction}`;
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
