import { z } from 'zod';
import { along, within } from '../received/find-elements.ts';
import { present } from '../received/present.ts';
import type { XmlElement } from '../xml-element.ts';

/** Floating (local) or Z: with an offset it is no xCal. */
const moment = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ?)?$/, 'must be local time or end in Z, without an offset');

/** Appointments as xCal (RFC 6321) with what the portal demands beyond its schema (HITS 1217:2018, 2.8). */
export const appointmentSchema = z.strictObject({
  kind: z.literal('icalendar'),
  events: z.array(
    z.strictObject({
      start: moment,
      end: moment,
      /** Of this slot. */
      uid: z.string(),
      /** HER-id of who meets the patient. */
      contact: z.string(),
      /** Of the agreement: it survives moves. */
      relatedTo: z.string().optional(),
      summary: z.string().optional(),
      location: z.string().optional(),
      description: z.string().optional(),
      status: z.enum(['TENTATIVE', 'CONFIRMED', 'CANCELLED']).optional(),
      categories: z.array(z.string()),
    }),
  ),
});

/** The value of an xCal property, whatever its type. */
const propertyOf = (event: XmlElement, name: string): string | undefined =>
  along(event, 'properties', name)?.children.at(-1)?.text.trim();

/** An icalendar, yet to be checked by `appointmentSchema`. */
export function readAppointment(calendar: XmlElement): object {
  const events = within(calendar, 'vevent').map((event) => ({
    start: propertyOf(event, 'dtstart'),
    end: propertyOf(event, 'dtend'),
    uid: propertyOf(event, 'uid'),
    contact: propertyOf(event, 'contact'),
    ...present({
      relatedTo: propertyOf(event, 'related-to'),
      summary: propertyOf(event, 'summary'),
      location: propertyOf(event, 'location'),
      description: propertyOf(event, 'description'),
      status: propertyOf(event, 'status'),
    }),
    categories: within(along(event, 'properties'), 'categories').flatMap(({ children }) =>
      children.map(({ text }) => text.trim()),
    ),
  }));
  return { kind: 'icalendar', events };
}
