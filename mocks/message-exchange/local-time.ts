const norwegian = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Oslo',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/**
 * An XML dateTime as Norwegian local time without zone, its fraction digits kept. One without a zone is taken to be
 * local already, which is how clients of the API read it.
 */
export function norwegianLocalTime(dateTime: string): string {
  const [, local = '', fraction = '', zone] = /^(.{19})(\.[0-9]+)?(Z|[+-].*)?$/.exec(dateTime) ?? [];
  if (zone === undefined) return `${local}${fraction}`;
  return `${norwegian.format(new Date(`${local}${zone}`)).replace(' ', 'T')}${fraction}`;
}
