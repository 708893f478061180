import type { XmlNode } from '#harness/messages/xml/write-xml.ts';
import { collaborationRoleXml, type PartyIds } from './collaboration-role-xml.ts';
import { signalPackageId } from './packaging-xml.ts';
import type { Profile } from '../profiles.ts';
import { attributes, link } from './xml-names.ts';

const signatures = 'http://www.w3.org/2000/09/xmldsig#';
const sha256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const rsaSha256: XmlNode = {
  $: attributes({
    oid: '1.2.840.113549.1.1.11',
    w3c: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  }),
  _: 'RSA-SHA256',
};

/** PartyInfo: who a party is, what it can do, with which certificates, and where it is reached. */
export function partyInfoXml(profile: Profile): XmlNode {
  const { party, processes, encryption, signing, anchor, endpoints } = profile;
  const { herId } = party;
  const ids: PartyIds = {
    suffix: herId,
    encryption: `enc_cert_${herId}`,
    channels: { async: `AMQPAsync_${herId}`, sync: `AMQPSync_${herId}` },
  };
  const docExchangeId = `docexchange_amqp_${herId}`;
  const channel = (way: 'async' | 'sync'): XmlNode => ({
    $: attributes({ channelId: ids.channels[way], transportId: `transport_${way}_${herId}`, docExchangeId }),
    'tns:MessagingCharacteristics': '',
  });
  return {
    $: attributes({
      partyName: party.name,
      defaultMshChannelId: ids.channels.async,
      defaultMshPackageId: signalPackageId,
    }),
    'tns:PartyId': { $: attributes({ type: 'HER' }), _: herId },
    'tns:PartyRef': { $: link('https://verdikjede.test/') },
    'tns:CollaborationRole': processes.map((process) => collaborationRoleXml(process, ids)),
    'tns:Certificate': [
      certificate(ids.encryption, encryption.der),
      certificate(`sign_cert_${herId}`, signing.der),
      certificate(`anchor_cert_${herId}`, anchor),
    ],
    'tns:SecurityDetails': {
      $: attributes({ securityId: `trust_${herId}` }),
      'tns:TrustAnchors': {
        'tns:AnchorCertificateRef': { $: attributes({ certId: `anchor_cert_${herId}` }) },
      },
    },
    'tns:DeliveryChannel': [channel('async'), channel('sync')],
    'tns:Transport': (['async', 'sync'] as const).map((way) =>
      transport(`transport_${way}_${herId}`, endpoints[way]),
    ),
    'tns:DocExchange': docExchange(docExchangeId, `sign_cert_${herId}`),
  };
}

const certificate = (certId: string, der: string): XmlNode => ({
  $: attributes({ certId }),
  'ds:KeyInfo': { 'ds:X509Data': { 'ds:X509Certificate': der } },
});

function transport(transportId: string, uri: string): XmlNode {
  const protocol: XmlNode = { $: attributes({ version: '1.0' }), _: 'AMQP' };
  return {
    $: attributes({ transportId }),
    'tns:TransportSender': { 'tns:TransportProtocol': protocol },
    'tns:TransportReceiver': {
      'tns:TransportProtocol': protocol,
      'tns:Endpoint': { $: attributes({ uri }) },
    },
  };
}

function docExchange(docExchangeId: string, signingId: string): XmlNode {
  const reliability: XmlNode = { 'tns:Retries': '0', 'tns:MessageOrderSemantics': 'NotGuaranteed' };
  const nonRepudiation: XmlNode = {
    'tns:NonRepudiationProtocol': { $: attributes({ version: 'string' }), _: signatures },
    'tns:HashFunction': sha256,
    'tns:SignatureAlgorithm': rsaSha256,
  };
  return {
    $: attributes({ docExchangeId }),
    'tns:ebXMLSenderBinding': {
      $: attributes({ version: '2.0' }),
      'tns:ReliableMessaging': reliability,
      'tns:SenderNonRepudiation': {
        ...nonRepudiation,
        'tns:SigningCertificateRef': { $: attributes({ certId: signingId }) },
      },
    },
    'tns:ebXMLReceiverBinding': {
      $: attributes({ version: '2.0' }),
      'tns:ReliableMessaging': reliability,
      'tns:ReceiverNonRepudiation': nonRepudiation,
    },
  };
}
