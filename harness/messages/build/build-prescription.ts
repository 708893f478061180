import { namespaces } from '../code-systems.ts';
import { writeMsgHead, xmlDocument } from '../msg-head.ts';
import type { XmlNode } from '../xml/write-xml.ts';
import type { Prescription, Recall } from './clinical-facts.ts';
import { cs, cv, maybe } from './coded.ts';

const medicine = (one: Prescription): XmlNode => ({
  Varegruppekode: cs({ code: 'L', name: 'Legemiddel' }),
  Antall: String(one.packages),
  Reiterasjon: String(one.repeats),
  Forskrivning: {
    $: { xmlns: namespaces.prescriptionDetails },
    Bruksomrade: one.use,
    DosVeiledEnkel: one.dosage,
    Legemiddelpakning: {
      Atc: cv(one.atc),
      NavnFormStyrke: one.product,
      Reseptgruppe: cs({ code: one.group, name: `Reseptgruppe ${one.group}` }),
      Varenr: one.itemNumber,
    },
  },
});

/** A prescription M1 as XML, unsigned. It is not checked here; `prescriptionFactsSchema` does that. */
export function buildPrescription(prescription: Prescription): string {
  const content: XmlNode = {
    Resept: {
      $: { xmlns: namespaces.prescription },
      Forskrivningsdato: prescription.prescribed,
      Utloper: prescription.expires,
      ReseptDokLegemiddel: medicine(prescription),
      OppdatertFest: prescription.genDate,
    },
  };
  return writeMsgHead({
    ...prescription,
    type: { V: 'ERM1', DN: 'Resept' },
    documents: [xmlDocument({ content })],
  });
}

/** A recall M5 as XML, unsigned. It is not checked here; `recallFactsSchema` does that. */
export function buildRecall(recall: Recall): string {
  const content: XmlNode = {
    Tilbakekalling: {
      $: { xmlns: namespaces.recall },
      ReseptId: recall.prescriptionId,
      ...maybe('Merknad', recall.remark),
      Arsak: cv(recall.reason),
    },
  };
  return writeMsgHead({
    ...recall,
    type: { V: 'ERM5', DN: 'Tilbakekalling av resept' },
    documents: [xmlDocument({ content })],
  });
}
