import { namespaces } from '../code-systems.ts';
import { writeMsgHead, xmlDocument } from '../msg-head.ts';
import type { XmlNode } from '../xml/write-xml.ts';
import type { PatientLogistics } from './clinical-facts.ts';
import { at, cs, cv, maybe } from './coded.ts';

const system = '2.16.578.1.12.4.1.1.9121';
const events = {
  admitted: {
    type: { V: 'LOG_INNLAGT', DN: 'Melding om innlagt pasient' },
    element: 'p1:MeldingInnlagtPasient',
    code: { code: '1', name: 'Pasient innlagt', system },
  },
  readyForDischarge: {
    type: { V: 'LOG_UTSKRIVNINGSKLAR', DN: 'Melding om utskrivningsklar pasient' },
    element: 'p1:MeldingUtskrivningsklarPasient',
    code: { code: '3', name: 'Pasient utskrivningsklar', system },
  },
} as const;

/**
 * Where a patient is in the hospital as XML: MsgHead 1.2 around Pasientlogistikk 1.6. It is not checked here;
 * `patientLogisticsSchema` does that.
 */
export function buildPatientLogistics(logistics: PatientLogistics): string {
  const { type, element, code } = events[logistics.event];
  const content: XmlNode = {
    'p1:Pasientlogistikk': {
      $: { 'xmlns:p1': namespaces.patientLogistics, xmlns: namespaces.careServiceParts },
      InformasjonOmForsendelsen: { Forsendelsesstatus: cs({ code: 'N', name: 'Ny' }) },
      [element]: {
        TidsfestetHendelse: {
          Hendelsekode: cv(code),
          ...maybe('BeskrivelseAvHendelse', logistics.description),
          TidspunktForHendelse: at(logistics.at),
          Anslag: 'false',
        },
      },
    },
  };
  return writeMsgHead({
    ...logistics,
    type,
    documents: [xmlDocument({ issued: logistics.genDate, content })],
  });
}
