import { Builder } from 'xml2js';
import { envelopeNamespaces, namespaces, type SoapVersion } from './namespaces.ts';
import type { SoapFault } from './soap-fault.ts';

/** What xml2js builds from: element names as keys, attributes under `$`, text as a string or under `_`. */
export interface XmlNode {
  readonly [name: string]: XmlValue | readonly XmlValue[];
}
export type XmlValue = string | XmlNode;

// Surrogate pairs are what texts outside the basic plane are made of; a caller's MessageID is written back.
const options = { headless: true, renderOpts: { pretty: false }, allowSurrogateChars: true };
const builder = new Builder(options);

/** An answer's envelope. WS-Addressing headers are written when the request came with a MessageID. */
export function writeEnvelope(
  version: SoapVersion,
  body: XmlNode,
  addressing?: { readonly action: string; readonly relatesTo: string },
): string {
  return builder.buildObject({
    's:Envelope': {
      $: { 'xmlns:s': envelopeNamespaces[version], 'xmlns:a': namespaces.addressing },
      ...(addressing === undefined
        ? {}
        : { 's:Header': { 'a:Action': addressing.action, 'a:RelatesTo': addressing.relatesTo } }),
      's:Body': body,
    },
  });
}

/** A fault as the version has it, with the register's GenericFault as detail where it has an error code. */
export function writeFault(version: SoapVersion, fault: SoapFault): string {
  const detail =
    fault.code === undefined
      ? undefined
      : {
          GenericFault: {
            $: { xmlns: namespaces.common },
            ErrorCode: fault.code,
            Message: fault.message,
          },
        };
  const reason = { $: { 'xml:lang': fault.code === undefined ? 'en' : 'nb-NO' }, _: fault.message };
  return writeEnvelope(version, {
    's:Fault':
      version === '1.2'
        ? {
            's:Code': { 's:Value': 's:Sender' },
            's:Reason': { 's:Text': reason },
            ...(detail === undefined ? {} : { 's:Detail': detail }),
          }
        : {
            faultcode: 's:Client',
            faultstring: reason,
            ...(detail === undefined ? {} : { detail }),
          },
  });
}
