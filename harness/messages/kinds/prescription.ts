import { z } from 'zod';
import { anyDate, codedSchema } from '../received/facts.ts';
import { along, tokenAt, within } from '../received/find-elements.ts';
import { present } from '../received/present.ts';
import { readCoded } from '../received/read-coded.ts';
import type { XmlElement } from '../xml-element.ts';

/** Prescription, e-resept M1: what is prescribed, until when, how to use it. */
export const prescriptionSchema = z.strictObject({
  kind: z.literal('Resept'),
  prescribed: anyDate,
  expires: anyDate,
  /** Name, form and strength, or the name of the article. */
  product: z.string().optional(),
  atc: codedSchema.optional(),
  /** Reseptgruppe: A, B, C, F. */
  group: z.string().optional(),
  use: z.string().optional(),
  dosage: z.string().optional(),
  packages: z.string().optional(),
  repeats: z.string().optional(),
});

/** A prescription, yet to be checked by `prescriptionSchema`. */
export function readPrescription(prescription: XmlElement): object {
  const [pack] = within(prescription, 'Legemiddelpakning');
  const [details] = within(prescription, 'Forskrivning');
  const medicine = along(prescription, 'ReseptDokLegemiddel') ?? along(prescription, 'ReseptDokHandelsvare');
  const [product] = [...within(prescription, 'NavnFormStyrke'), ...within(prescription, 'Navn')];
  const atc = along(pack, 'Atc') ?? within(prescription, 'Atc')[0];
  return {
    kind: 'Resept',
    prescribed: tokenAt(prescription, 'Forskrivningsdato'),
    expires: tokenAt(prescription, 'Utloper'),
    ...present({
      product: product?.text.trim(),
      atc: atc && readCoded(atc),
      group: within(prescription, 'Reseptgruppe')[0]?.attributes['V'],
      use: tokenAt(details, 'Bruksomrade'),
      dosage: tokenAt(details, 'DosVeiledEnkel'),
      packages: tokenAt(medicine, 'Antall'),
      repeats: tokenAt(medicine, 'Reiterasjon'),
    }),
  };
}

/** Recall of a prescription, e-resept M5. */
export const recallSchema = z.strictObject({
  kind: z.literal('Tilbakekalling'),
  prescriptionId: z.string(),
  reason: codedSchema,
  remark: z.string().optional(),
  newPrescriptionId: z.string().optional(),
});

/** A recall, yet to be checked by `recallSchema`. */
export const readRecall = (recall: XmlElement): object => ({
  kind: 'Tilbakekalling',
  prescriptionId: tokenAt(recall, 'ReseptId'),
  reason: readCoded(along(recall, 'Arsak')),
  ...present({ remark: tokenAt(recall, 'Merknad'), newPrescriptionId: tokenAt(recall, 'NyReseptId') }),
});
