import { appRecStatuses, namespaces } from '../code-systems.ts';
import { checkMessage, messageInvalid } from '../message-invalid.ts';
import { receivedAppRecSchema, type ReceivedAppRec } from '../message.ts';
import { present } from './present.ts';
import { readCoded } from './read-coded.ts';
import { readHcpParty } from './read-hcp-party.ts';
import { childOf, childrenOf, codeOf, tokenOf, type XmlElement } from '../xml-element.ts';

const versions = new Map<string, '1.0' | '1.1'>([
  [namespaces.appRec10, '1.0'],
  [namespaces.appRec11, '1.1'],
]);

// Seen: "1.0 2004-11-21", "1.0 2008-11-21", "v1.0 2004-11-21", "v1.1 2012-02-15".
function readVersion(appRec: XmlElement): '1.0' | '1.1' {
  const version = versions.get(appRec.namespace);
  const told = /^v?(1\.[01])( |$)/.exec(tokenOf(appRec, 'MIGversion') ?? '')?.[1];
  if (version !== undefined && told === version) return version;
  throw messageInvalid(
    'The AppRec has an unknown version: MIGversion must be that of its namespace, 1.0 or 1.1.',
  );
}

function readStatus(appRec: XmlElement): ReceivedAppRec['status'] {
  const code = codeOf(appRec, 'Status');
  const names = ['Ok', 'Rejected', 'OkErrorInMessagePart'] as const;
  const status = names.find((name) => appRecStatuses[name] === code);
  if (status === undefined) throw messageInvalid('The AppRec has an unknown status: it must be 1, 2 or 3.');
  return status;
}

/** An AppRec 1.0 or 1.1, whole and checked. Its status is checked here, because the format's schema does not. */
export function readReceivedAppRec(appRec: XmlElement): ReceivedAppRec {
  const original = childOf(appRec, 'OriginalMsgId');
  const facts = {
    root: 'AppRec',
    version: readVersion(appRec),
    id: tokenOf(appRec, 'Id'),
    genDate: tokenOf(appRec, 'GenDate'),
    sender: readHcpParty(childOf(appRec, 'Sender')),
    receiver: readHcpParty(childOf(appRec, 'Receiver')),
    status: readStatus(appRec),
    errors: childrenOf(appRec, 'Error').map((error) => {
      const { code, system, name, text } = readCoded(error);
      return { code, ...present({ codeSystem: system, description: name, text }) };
    }),
    original: {
      msgType: codeOf(original, 'MsgType'),
      genDate: tokenOf(original, 'IssueDate'),
      msgId: tokenOf(original, 'Id'),
    },
  };
  return checkMessage(receivedAppRecSchema, facts, 'AppRec');
}
