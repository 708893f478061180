import { codeSystems, namespaces } from './code-systems.ts';
import type { Letter } from './letter.ts';
import { writeMsgHead, xmlDocument } from './msg-head.ts';
import type { XmlNode } from './xml/write-xml.ts';

const request: XmlNode = {
  Dialogmelding: {
    $: { xmlns: namespaces.dialog10 },
    Foresporsel: {
      TypeForesp: { $: { V: 'MTI', S: codeSystems.citizenRequest, DN: 'Melding til innbygger' } },
    },
  },
};

const message = (letter: Letter): XmlNode => ({
  MeldingInnbygger: {
    $: { xmlns: namespaces.citizenMessage },
    Emne: letter.title,
    Meldingsavsender: letter.senderName,
    Meldingstekst: letter.text,
    SvarTillatt: String(letter.repliesAllowed),
  },
});

const file = (attachment: NonNullable<Letter['attachment']>): XmlNode => ({
  DocumentConnection: { $: { V: 'H', DN: 'Hoveddokument' } },
  ContentDescription: attachment.title,
  RefDoc: {
    MsgType: { $: { V: 'A', DN: 'Vedlegg' } },
    MimeType: attachment.mimeType,
    Description: attachment.fileName,
    Content: { Base64Container: { $: { xmlns: namespaces.base64Container }, _: attachment.base64 } },
  },
});

// Helsenorge only: neither digital mailbox nor paper, so no address is needed.
const forwarding = (letter: Letter): XmlNode => ({
  Videreformidling: {
    $: { xmlns: namespaces.forwarding },
    Kanalvalg: { GodkjentForHelsenorge: 'true', GodkjentForDPI: 'false', GodkjentForFysiskPost: 'false' },
    OmfattetAvReservasjonsrett: 'false',
    Leveringsrapport: String(letter.deliveryReport),
  },
});

/**
 * The letter as XML: MsgHead 1.2 around Dialogmelding 1.0 (MTI), MeldingInnbygger, the file if any, and
 * Videreformidling. The letter is not checked here; `letterSchema` does that.
 */
export function buildLetter(letter: Letter): string {
  return writeMsgHead({
    ...letter,
    documents: [
      xmlDocument({ issued: letter.genDate, content: request }),
      xmlDocument({ description: 'Melding innbygger', content: message(letter) }),
      ...(letter.attachment === undefined ? [] : [file(letter.attachment)]),
      xmlDocument({ description: 'Videreformidling', content: forwarding(letter) }),
    ],
  });
}
