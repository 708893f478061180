import { z } from 'zod';
import { codedSchema } from '../received/facts.ts';
import { along, readable, tokenAt, valueAt, within } from '../received/find-elements.ts';
import { present } from '../received/present.ts';
import { readCoded } from '../received/read-coded.ts';
import type { XmlElement } from '../xml-element.ts';

/** Kinds of messages between hospital, GP and care services (PLO), by their element. */
export const careServiceKinds = [
  'Pasientlogistikk',
  'Innleggelsesrapport',
  'Konsultasjon',
  'TverrfagligEpikrise',
  'OverforingMedisinskeOpplysninger',
  'OrienteringOmTjenestetilbud',
  'HelseopplysningerVedSoknad',
] as const;

/** Their namespaces, versions 1.5 and 1.6. */
export const careServiceNamespace = /^http:\/\/www\.kith\.no\/xmlstds\/po\/\w+\/(2009-06-30|2012-04-01)$/;

/** A care-service message (PLO): what happened and when, who answers for it, the diagnoses. */
export const careServiceSchema = z.strictObject({
  kind: z.enum(careServiceKinds),
  /** Forsendelsesstatus: N new, M changed, C cancelled. */
  status: z.string(),
  /** TidsfestetHendelse: admitted, ready for discharge, discharged. */
  events: z.array(
    z.strictObject({
      code: codedSchema,
      at: z.string().optional(),
      description: z.string().optional(),
      isEstimate: z.boolean(),
    }),
  ),
  /** Names of those who answer for the report. */
  responsible: z.array(z.string()),
  diagnoses: z.array(codedSchema),
});

const isTrue = (text: string | undefined): boolean => text === 'true' || text === '1';

const nameOf = (person: XmlElement): string =>
  ['GivenName', 'MiddleName', 'FamilyName']
    .map((part) => tokenAt(person, part))
    .filter((part) => part !== undefined)
    .join(' ');

/** A care-service message, yet to be checked by `careServiceSchema`. */
export function readCareService(report: XmlElement): object {
  return {
    kind: report.name,
    status: valueAt(report, 'InformasjonOmForsendelsen', 'Forsendelsesstatus'),
    events: within(report, 'TidsfestetHendelse').map((event) => ({
      code: readCoded(along(event, 'Hendelsekode')),
      ...present({
        at: valueAt(event, 'TidspunktForHendelse'),
        description: readable(along(event, 'BeskrivelseAvHendelse')) || undefined,
      }),
      isEstimate: isTrue(tokenAt(event, 'Anslag')),
    })),
    responsible: within(report, 'AnsvarligRapport').map(nameOf),
    diagnoses: within(report, 'Diagnosekode').map(readCoded),
  };
}
