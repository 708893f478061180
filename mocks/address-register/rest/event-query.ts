import { z } from 'zod';

/** Which events are asked for. */
export type EventQuery = { readonly after: string } | { readonly from: Date } | { readonly problem: string };

const single = z.string().optional();
const querySchema = z.object({ eventid: single, fromdatetime: single });

/** `EventId` (a GUID, or empty for all) or `fromDatetime` (an instant), the names in any case; not both. */
export function readEventQuery(query: unknown): EventQuery {
  const entries = Object.entries(query as Record<string, unknown>);
  const lowerCased = Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]));
  const parsed = querySchema.safeParse(lowerCased);
  if (!parsed.success) return { problem: 'EventId and fromDatetime may be given once each.' };
  const { eventid, fromdatetime } = parsed.data;
  if (eventid !== undefined && fromdatetime !== undefined) {
    return { problem: 'Give EventId or fromDatetime, not both.' };
  }
  if (fromdatetime === undefined) {
    const isGuid = eventid === undefined || eventid === '' || z.guid().safeParse(eventid).success;
    return isGuid ? { after: eventid ?? '' } : { problem: 'EventId must be a GUID.' };
  }
  // A plus sign that was not encoded arrives as a blank.
  const text = fromdatetime.replace(/ (\d{2}:\d{2})$/, '+$1');
  const isInstant = z.iso.datetime({ offset: true, local: true }).safeParse(text).success;
  const from = new Date(text);
  return isInstant && !Number.isNaN(from.getTime())
    ? { from }
    : { problem: 'fromDatetime must be a date and time as ISO 8601 has it, URL-encoded.' };
}
