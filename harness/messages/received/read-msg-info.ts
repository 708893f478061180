import { messageInvalid } from '../message-invalid.ts';
import { readHeadParty, readPatient } from './read-head-party.ts';
import { present } from './present.ts';
import { childOf, childrenOf, codeOf, tokenOf, type XmlElement } from '../xml-element.ts';

const version = 'v1.2 2006-05-24';

/** What MsgInfo says of who sends what to whom, yet to be checked; refuses other versions than 1.2. */
export function readMsgInfoEnvelope(msgHead: XmlElement) {
  return envelopeOf(infoOf(msgHead));
}

/** The facts of MsgInfo, yet to be checked by `msgHeadSchema`; refuses other versions than 1.2. */
export function readMsgInfo(msgHead: XmlElement) {
  const info = infoOf(msgHead);
  const conversation = childOf(info, 'ConversationRef');
  const patient = childOf(info, 'Patient');
  return {
    ...envelopeOf(info),
    ...present({
      ack: codeOf(info, 'Ack'),
      conversationRef: conversation && {
        parent: tokenOf(conversation, 'RefToParent'),
        conversation: tokenOf(conversation, 'RefToConversation'),
      },
      patient: patient && readPatient(patient),
    }),
  };
}

function infoOf(msgHead: XmlElement): XmlElement {
  const info = childOf(msgHead, 'MsgInfo');
  if (info === undefined) throw messageInvalid('The MsgHead has no MsgInfo.');
  if (tokenOf(info, 'MIGversion') !== version) {
    throw messageInvalid(`The MsgHead has an unknown version: MsgInfo/MIGversion must be "${version}".`);
  }
  return info;
}

const envelopeOf = (info: XmlElement) => ({
  root: 'MsgHead' as const,
  type: codeOf(info, 'Type'),
  msgId: tokenOf(info, 'MsgId'),
  genDate: tokenOf(info, 'GenDate'),
  sender: readHeadParty(childOf(info, 'Sender')),
  receiver: readHeadParty(childOf(info, 'Receiver')),
  otherReceivers: childrenOf(info, 'OtherReceiver').map(readHeadParty),
});
