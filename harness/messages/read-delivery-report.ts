import { codeSystems, letterType } from './code-systems.ts';
import { deliveryReportSchema, type DeliveryReport } from './delivery-report.ts';
import { plainParty } from './received/facts.ts';
import { checkMessage, messageInvalid } from './message-invalid.ts';
import type { DocumentContent, MsgHead, ParsedMessage } from './message.ts';

const notAReport = (): Error => messageInvalid(`Expected a delivery report (${letterType.V}, LRP).`);

/**
 * The delivery report in a message. LRP may stand in TemaKodet (examples) or TypeForesp (guide). Throws
 * MESSAGE_INVALID where it is no delivery report, or one that lacks something, the letter it is about included.
 */
export function readDeliveryReport(message: MsgHead | ParsedMessage): DeliveryReport {
  if (message.root !== 'MsgHead') throw notAReport();
  const contents = message.documents.map((document) => document.content);
  const report = contents.find(
    (one): one is Extract<DocumentContent, { kind: 'Leveringsrapport' }> => one?.kind === 'Leveringsrapport',
  );
  const says = contents
    .filter((one) => one?.kind === 'Dialogmelding')
    .flatMap((one) => [
      ...one.notes.map((note) => note.theme),
      ...one.requests.map((request) => request.type),
    ]);
  if (message.type !== letterType.V || report === undefined || !says.some((one) => one.code === 'LRP')) {
    throw notAReport();
  }
  const { kind, channel, notificationFailures, ...status } = report;
  const { msgId, genDate, patient } = message;
  const [sender, receiver] = [plainParty(message.sender), plainParty(message.receiver)];
  const facts = {
    ...{ msgId, genDate, sender, receiver, patient, ...status },
    letterMsgId: message.conversationRef?.parent,
    channel: {
      code: channel.code,
      name: channel.name ?? channel.code,
      system: channel.system ?? codeSystems.deliveryChannel,
    },
    ...(notificationFailures.length === 0 ? {} : { notificationFailures }),
  };
  return checkMessage(deliveryReportSchema, facts, `delivery report (${kind})`);
}
