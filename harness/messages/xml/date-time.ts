import { z } from 'zod';

const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

/** An instant as XML Schema writes it; real messages often leave the zone out and have up to nine fraction digits. */
export const xmlDateTime = z
  .string()
  .regex(form, 'must be a date and time, YYYY-MM-DDThh:mm:ss')
  .refine((text) => !Number.isNaN(Date.parse(text)), 'must be a date that exists');

/** An instant with its zone, as in everything that we write. */
export const zonedDateTime = xmlDateTime.regex(/(Z|[+-]\d\d:\d\d)$/, 'must have a zone');
