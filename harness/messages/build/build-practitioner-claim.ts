import { codeSystems, namespaces } from '../code-systems.ts';
import { writeMsgHead, xmlDocument } from '../msg-head.ts';
import type { XmlNode } from '../xml/write-xml.ts';
import type { PractitionerClaim } from './clinical-facts.ts';

type Bill = PractitionerClaim['bills'][number];

const money = (ore: number): XmlNode => ({ $: { V: (ore / 100).toFixed(2), U: 'NOK' } });
const sumOf = (bill: Bill): number => bill.tariffs.reduce((sum, { ore }) => sum + ore, 0);

const writeBill = (bill: Bill): XmlNode => ({
  RegningNr: bill.number,
  DatoTid: bill.at,
  Patient: {
    FamilyName: bill.patient.familyName,
    GivenName: bill.patient.givenName,
    Ident: {
      Id: bill.patient.pid,
      TypeId: { $: { V: /^[4-7]/.test(bill.patient.pid) ? 'DNR' : 'FNR', S: codeSystems.personId } },
    },
  },
  Behandling: {
    Diagnose: { $: { V: bill.diagnosis.code, S: bill.diagnosis.system, DN: bill.diagnosis.name } },
    Takst: bill.tariffs.map(({ code, ore }) => ({ Verdi: money(ore), Kode: code, Antall: '1' })),
    SumKrav: { Refusjon: money(sumOf(bill)) },
  },
});

/**
 * A practitioner's claim as XML: MsgHead 1.2, without patient, around BehandlerKrav. The sums are counted here. It is
 * not checked here; `practitionerClaimFactsSchema` does that.
 */
export function buildPractitionerClaim(claim: PractitionerClaim): string {
  const content: XmlNode = {
    BehandlerKrav: {
      $: { xmlns: namespaces.practitionerClaim, navnEPJ: 'verdikjede', versjonEPJ: '1' },
      Praksistype: claim.practice,
      Enkeltregning: claim.bills.map(writeBill),
      Krav: {
        AntallRegninger: String(claim.bills.length),
        SumKravSamlet: money(claim.bills.reduce((sum, bill) => sum + sumOf(bill), 0)),
      },
    },
  };
  return writeMsgHead({
    ...claim,
    type: { V: 'LOM', DN: 'Legeoppgjørsmelding' },
    documents: [xmlDocument({ content })],
  });
}
