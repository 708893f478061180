import type { XmlNode } from '#harness/messages/xml/write-xml.ts';
import { messageKinds, type MessageKind } from '../processes/message-parts.ts';
import type { SupportedProcess } from '../processes/process.ts';
import { attributes } from './xml-names.ts';

const signal = 'package_mshsignal';
const header = 'msg_header';
const multipart = { mimetype: 'multipart/related', mimeparameters: 'type=text/xml' };

/** The id of the package that a message of a kind is sent in. */
export const packageId = (kind: MessageKind): string => `package_${kind}`;
/** The id of the package of ebXML signals. */
export const signalPackageId = signal;

/** SimplePart and Packaging, the last children of a CPP or CPA, for all messages of the processes. */
export function packagingXml(processes: readonly SupportedProcess[]): XmlNode {
  const kinds = new Set(
    processes.flatMap(({ version }) => [
      ...version.roles.flatMap(({ sends }) => sends.map(({ kind }) => kind)),
      ...(version.appRec === undefined ? [] : [version.appRec]),
    ]),
  );
  return {
    'tns:SimplePart': [...[...kinds].map(simplePart), headerPart],
    'tns:Packaging': [
      ...[...kinds].map(packageOf),
      packaging(signal, { 'tns:Composite': composite('msh_signal', header) }),
    ],
  };
}

const headerPart: XmlNode = {
  $: attributes({ id: header, mimetype: 'application/xml' }),
  'tns:NamespaceSupported': {
    $: attributes({ location: 'msg-header-2_0.xsd', version: '2.0' }),
    _: 'http://www.oasis-open.org/committees/ebxml-msg/schema',
  },
};

const simplePart = (kind: MessageKind): XmlNode => ({
  $: attributes({ id: `message_${kind}`, mimetype: 'application/xml' }),
  'tns:NamespaceSupported': messageKinds[kind].map(({ schema, version, namespace }) => ({
    $: attributes({ location: schema, version }),
    _: namespace,
  })),
});

/** The message, encrypted, beside the ebXML header. */
const packageOf = (kind: MessageKind): XmlNode =>
  packaging(packageId(kind), {
    'tns:Encapsulation': {
      $: attributes({
        id: `enc_${kind}`,
        mimetype: 'application/pkcs7-mime',
        mimeparameters: 'smime-type="enveloped-data"',
      }),
      'tns:Constituent': { $: attributes({ idref: `message_${kind}` }) },
    },
    'tns:Composite': composite(`msg_${kind}`, header, `enc_${kind}`),
  });

const packaging = (id: string, list: XmlNode): XmlNode => ({
  $: attributes({ id }),
  'tns:ProcessingCapabilities': { $: attributes({ parse: 'true', generate: 'true' }) },
  'tns:CompositeList': list,
});

const composite = (id: string, ...parts: readonly string[]): XmlNode => ({
  $: attributes({ id, ...multipart }),
  'tns:Constituent': parts.map((idref) => ({ $: attributes({ idref }) })),
});
