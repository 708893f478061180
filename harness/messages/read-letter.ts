import { letterType } from './code-systems.ts';
import { letterSchema, type Letter } from './letter.ts';
import { plainParty } from './received/facts.ts';
import { checkMessage, messageInvalid } from './message-invalid.ts';
import type { DocumentContent, MsgHead, ParsedMessage } from './message.ts';

type Kind = DocumentContent['kind'];

/** The first document content of a kind, wherever it stands. */
function contentOf<K extends Kind>(
  message: MsgHead,
  kind: K,
): Extract<DocumentContent, { kind: K }> | undefined {
  const contents = message.documents.map((document) => document.content);
  return contents.find((one): one is Extract<DocumentContent, { kind: K }> => one?.kind === kind);
}

function readAttachment(message: MsgHead): Letter['attachment'] | undefined {
  const file = message.documents.find((document) => document.content?.kind === 'file');
  if (file?.content?.kind !== 'file') return undefined;
  const fileName = file.fileName ?? file.description ?? 'vedlegg';
  return {
    title: file.description ?? fileName,
    fileName,
    mimeType: file.mimeType ?? 'application/octet-stream',
    base64: file.content.base64,
  };
}

const notALetter = (): Error => messageInvalid(`Expected a letter to a citizen (${letterType.V}, MTI).`);

/**
 * The letter in a message. The first document must ask for it (MTI), the others come in any order; without
 * Videreformidling no delivery report is asked for. Throws MESSAGE_INVALID where it is no letter, or one
 * that lacks something.
 */
export function readLetter(message: MsgHead | ParsedMessage): Letter {
  if (message.root !== 'MsgHead') throw notALetter();
  const dialog = contentOf(message, 'Dialogmelding');
  const isLetter = message.type === letterType.V && dialog?.requests.some((one) => one.type.code === 'MTI');
  if (isLetter !== true) throw notALetter();
  const body = contentOf(message, 'MeldingInnbygger');
  if (body === undefined) throw messageInvalid('The letter has no MeldingInnbygger.');
  const attachment = readAttachment(message);
  const { msgId, genDate, patient } = message;
  const [sender, receiver] = [plainParty(message.sender), plainParty(message.receiver)];
  const { title, senderName, text, repliesAllowed } = body;
  const deliveryReport = contentOf(message, 'Videreformidling')?.deliveryReport ?? false;
  const facts = { msgId, genDate, sender, receiver, patient, title, senderName, text, repliesAllowed };
  return checkMessage(
    letterSchema,
    { ...facts, deliveryReport, ...(attachment === undefined ? {} : { attachment }) },
    'letter',
  );
}
