import { namespaces } from '../code-systems.ts';
import { readAppointment } from '../kinds/appointment.ts';
import { careServiceKinds, careServiceNamespace, readCareService } from '../kinds/care-service.ts';
import { readPractitionerClaim } from '../kinds/practitioner-claim.ts';
import { readPrescription, readRecall } from '../kinds/prescription.ts';
import { readReferral2 } from '../kinds/referral-2.ts';
import { messageInvalid } from '../message-invalid.ts';
import { readable } from './find-elements.ts';
import { present } from './present.ts';
import { readCoded } from './read-coded.ts';
import { childOf, childrenOf, textOf, tokenOf, type XmlElement } from '../xml-element.ts';

/** Plain text exactly, XHTML as one reads it. */
const wordsOf = (element: XmlElement | undefined): string | undefined =>
  element && element.children.length > 0 ? readable(element) : element?.text;

const readDialog = (version: '1.0' | '1.1') => (dialog: XmlElement) => ({
  kind: 'Dialogmelding',
  version,
  requests: childrenOf(dialog, 'Foresporsel').map((request) => ({
    type: readCoded(childOf(request, 'TypeForesp')),
    ...present({ question: wordsOf(childOf(request, 'Sporsmal')) }),
  })),
  notes: childrenOf(dialog, 'Notat').map((note) => ({
    theme: readCoded(childOf(note, 'TemaKodet')),
    ...present({ text: wordsOf(childOf(note, 'TekstNotatInnhold')) }),
  })),
});

const readCitizenMessage = (message: XmlElement) => ({
  kind: 'MeldingInnbygger',
  title: textOf(message, 'Emne'),
  senderName: textOf(message, 'Meldingsavsender'),
  text: textOf(message, 'Meldingstekst'),
  repliesAllowed: tokenOf(message, 'SvarTillatt'),
});

function readForwarding(forwarding: XmlElement) {
  const choice = childOf(forwarding, 'Kanalvalg');
  const channels = choice && {
    helsenorge: tokenOf(choice, 'GodkjentForHelsenorge'),
    digitalMailbox: tokenOf(choice, 'GodkjentForDPI'),
    paper: tokenOf(choice, 'GodkjentForFysiskPost'),
  };
  return {
    kind: 'Videreformidling',
    ...present({ channels }),
    deliveryReport: tokenOf(forwarding, 'Leveringsrapport'),
  };
}

function readDeliveryStatus(report: XmlElement) {
  const status = childOf(report, 'Leveringsstatus');
  const at = (element: XmlElement | undefined): string | undefined =>
    element?.attributes['Tidspunkt']?.trim();
  return {
    kind: 'Leveringsrapport',
    channel: readCoded(childOf(report, 'Formidlingskanal')),
    failures: childrenOf(status, 'Feilmelding').map((failure) => ({
      at: at(failure),
      type: textOf(failure, 'Feiltype'),
      details: textOf(failure, 'Detaljer'),
    })),
    notificationFailures: childrenOf(status, 'Varslingfeilet').map((failure) => ({
      at: at(failure),
      system: textOf(failure, 'System'),
      channel: textOf(failure, 'Varslingskanal'),
      details: textOf(failure, 'Detaljer'),
    })),
    ...present({
      delivered: at(childOf(status, 'Levert')),
      receivedByPost: at(childOf(status, 'Mottattpost')),
      returned: at(childOf(status, 'Returpost')),
    }),
  };
}

const readFile = (container: XmlElement) => ({ kind: 'file', base64: container.text.replace(/\s+/g, '') });

type Read = (content: XmlElement) => object;

/** Known contents: element name → namespace → reader. */
const readers: Readonly<Record<string, Readonly<Record<string, Read>>>> = {
  Dialogmelding: {
    [namespaces.dialog10]: readDialog('1.0'),
    [namespaces.dialog11]: readDialog('1.1'),
  },
  MeldingInnbygger: { [namespaces.citizenMessage]: readCitizenMessage },
  Videreformidling: { [namespaces.forwarding]: readForwarding },
  Leveringsrapport: { [namespaces.deliveryReport]: readDeliveryStatus },
  Base64Container: { [namespaces.base64Container]: readFile },
};

/** Kinds with versions that we do not read, which then come as they are. */
const clinicalReaders: Readonly<Record<string, Read>> = {
  [`Henvisning ${namespaces.referral20}`]: readReferral2,
  [`Resept ${namespaces.prescription}`]: readPrescription,
  [`Tilbakekalling ${namespaces.recall}`]: readRecall,
  [`BehandlerKrav ${namespaces.practitionerClaim}`]: readPractitionerClaim,
  [`icalendar ${namespaces.calendar}`]: readAppointment,
};

function clinicalReader({ name, namespace }: XmlElement): Read | undefined {
  const key = `${name} ${namespace}`;
  if (Object.hasOwn(clinicalReaders, key)) return clinicalReaders[key];
  const isCareService =
    careServiceKinds.some((kind) => kind === name) && careServiceNamespace.test(namespace);
  return isCareService ? readCareService : undefined;
}

/** What stands in RefDoc/Content, yet to be checked by `msgHeadSchema`; kinds that we don't read come as they are. */
export function readContent(content: XmlElement): object {
  const versions = Object.hasOwn(readers, content.name) ? readers[content.name] : undefined;
  if (versions === undefined)
    return clinicalReader(content)?.(content) ?? { kind: 'other', element: content };
  const read = Object.hasOwn(versions, content.namespace) ? versions[content.namespace] : undefined;
  if (read === undefined) {
    const known = Object.keys(versions).join(' or ');
    throw messageInvalid(
      `The document ${content.name} has an unknown version: its namespace must be ${known}.`,
    );
  }
  return read(content);
}
