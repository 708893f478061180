import type { XmlNode } from '#harness/messages/xml/write-xml.ts';
import { packageId } from './packaging-xml.ts';
import { oppositeRole, type SentMessage, type SupportedProcess } from '../processes/process.ts';
import { attributes, link, versionInId } from './xml-names.ts';

const home = 'http://www.helsedirektoratet.no/processes';
const characteristics = attributes({
  isNonRepudiationRequired: 'true',
  isNonRepudiationReceiptRequired: 'true',
  isConfidential: 'none',
  isAuthenticated: 'none',
  isTamperProof: 'none',
  isAuthorizationRequired: 'false',
  isIntelligibleCheckRequired: 'false',
  timeToPerform: 'P180M',
});

/** The ids of a party's own elements that its roles refer to. */
export interface PartyIds {
  /** Ends every id of the party, so that two parties fit into one CPA. */
  readonly suffix: string;
  readonly encryption: string;
  readonly channels: { readonly async: string; readonly sync: string };
}

/** A process that the party supports: its role, and what it sends and receives in it. */
export function collaborationRoleXml(supported: SupportedProcess, ids: PartyIds): XmlNode {
  const { process, version, role } = supported;
  const appRec: readonly SentMessage[] =
    version.appRec === undefined ? [] : [{ action: 'Apprec', kind: version.appRec }];
  const binding = (way: 'Send' | 'Receive') => (message: SentMessage) => ({
    'tns:ThisPartyActionBinding': actionBinding(supported, way, message, ids),
  });
  return {
    'tns:ProcessSpecification': {
      $: link(`${home}/${process.name}.xml`, {
        name: process.name,
        version: version.version,
        uuid: process.uuid,
      }),
    },
    'tns:Role': { $: link(`${home}#${role.name}`, { name: role.name }) },
    'tns:ApplicationCertificateRef': { $: attributes({ certId: ids.encryption }) },
    'tns:ServiceBinding': {
      'tns:Service': { $: attributes({ type: 'string' }), _: version.service },
      'tns:CanSend': [...role.sends, ...appRec].map(binding('Send')),
      'tns:CanReceive': [...oppositeRole(supported).sends, ...appRec].map(binding('Receive')),
    },
  };
}

function actionBinding(
  { process, version, role }: SupportedProcess,
  way: 'Send' | 'Receive',
  { action, kind }: SentMessage,
  { suffix, channels }: PartyIds,
): XmlNode {
  const id = [process.name, versionInId(version.version), role.name, way, action, suffix].join('-');
  return {
    $: { ...attributes({ id, action, packageId: packageId(kind) }), 'xlink:type': 'simple' },
    'tns:BusinessTransactionCharacteristics': { $: characteristics },
    'tns:ChannelId': version.channels.map((channel) => channels[channel]),
  };
}
