import { z } from 'zod';
import { appRecStatuses } from '#harness/messages/code-systems.ts';
import { xmlText } from '#harness/messages/xml-text.ts';
import { ebXmlInfoSchema } from './send-request.ts';
import type { AppRecStatus } from './message.ts';

const names = Object.keys(appRecStatuses) as AppRecStatus[];
const byCode = new Map(names.map((name) => [appRecStatuses[name] as string, name]));

/** By name as the specification lists it, or by code, as text (its example, and clients in the field) or number. */
export const appRecStatus = z.preprocess(
  (given) =>
    (typeof given === 'string' || typeof given === 'number' ? byCode.get(String(given)) : undefined) ?? given,
  z.enum(names),
);

export const appRecErrorList = z
  .array(
    z.strictObject({
      errorCode: xmlText.nullable(),
      details: xmlText.nullable(),
      description: xmlText.nullish().transform((text) => text ?? null),
      oid: xmlText.nullish().transform((text) => text ?? null),
    }),
  )
  .nullish()
  .transform((errors) => errors ?? []);

/** PostAppRecRequest of API v2. */
export const appRecRequestSchema = z
  .strictObject({
    appRecStatus,
    appRecErrorList,
    ebXmlOverrides: ebXmlInfoSchema,
  })
  .refine((request) => request.appRecStatus !== 'Rejected' || request.appRecErrorList.length > 0, {
    path: ['appRecErrorList'],
    error: 'must have an error when the status is Rejected',
  });
