import { codeSystems, namespaces } from './code-systems.ts';
import type { DeliveryReport } from './delivery-report.ts';
import { writeMsgHead, xmlDocument } from './msg-head.ts';
import type { XmlNode } from './xml/write-xml.ts';

// The example messages put LRP in TemaKodet; the guide's text says TypeForesp. Readers accept both.
const answer: XmlNode = {
  Dialogmelding: {
    $: { xmlns: namespaces.dialog10 },
    Notat: {
      TemaKodet: {
        $: { V: 'LRP', S: codeSystems.citizenAnswer, DN: 'Leveringsrapport på videreformidlet melding' },
      },
    },
  },
};

const at = (name: string, instant: string | undefined): XmlNode =>
  instant === undefined ? {} : { [name]: { $: { Tidspunkt: instant } } };

const status = (report: DeliveryReport): XmlNode => ({
  ...at('Levert', report.delivered),
  Feilmelding: report.failures.map((failure) => ({
    $: { Tidspunkt: failure.at },
    Feiltype: failure.type,
    Detaljer: failure.details,
  })),
  Varslingfeilet: (report.notificationFailures ?? []).map((failure) => ({
    $: { Tidspunkt: failure.at },
    System: failure.system,
    Varslingskanal: failure.channel,
    Detaljer: failure.details,
  })),
  ...at('Mottattpost', report.receivedByPost),
  ...at('Returpost', report.returned),
});

const content = (report: DeliveryReport): XmlNode => ({
  Leveringsrapport: {
    $: { xmlns: namespaces.deliveryReport },
    Formidlingskanal: {
      $: { V: report.channel.code, S: report.channel.system, DN: report.channel.name },
    },
    Leveringsstatus: status(report),
  },
});

/**
 * The delivery report as XML: MsgHead 1.2 that answers the letter, around Dialogmelding 1.0 (LRP) and
 * Leveringsrapport. The report is not checked here; `deliveryReportSchema` does that.
 */
export function buildDeliveryReport(report: DeliveryReport): string {
  return writeMsgHead({
    ...report,
    answers: report.letterMsgId,
    documents: [
      xmlDocument({ issued: report.genDate, content: answer }),
      xmlDocument({ description: 'Leveringsrapport', issued: report.genDate, content: content(report) }),
    ],
  });
}
