import type { CommunicationPartyDetails } from '../communication-party.ts';
import { namespaces } from './namespaces.ts';
import type { XmlNode, XmlValue } from './write-envelope.ts';

type Party = Readonly<Record<string, Value>>;
type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

/** The WSDL's type of each kind of party, told to the reader by `i:type`. */
const typeNames = { Organization: 'Organization', Service: 'Service', Person: 'OrganizationPerson' } as const;
/** Elements whose content is of another namespace than Common, and lists of which an item has another name. */
const contentPrefix: Readonly<Record<string, string>> = { Person: 'h' };
const itemName: Readonly<Record<string, string>> = {
  ElectronicAddresses: 'ElectronicAddress',
  FutureElectronicAddresses: 'FutureElectronicAddress',
  PhysicalAddresses: 'PhysicalAddress',
  IndustryCodes: 'Code',
  Properties: 'Code',
};

/** Lists of parties in a party, and the name of an item. */
const partyLists: Readonly<Record<string, string>> = { Services: 'Service', People: 'OrganizationPerson' };

/** An element's content for a party, with its kind. */
export function partyToXml(party: CommunicationPartyDetails): XmlNode {
  return {
    $: {
      'xmlns:i': namespaces.instance,
      'xmlns:b': namespaces.common,
      'xmlns:h': namespaces.hpr,
      'i:type': typeNames[party.Type],
    },
    ...contentOf(party as unknown as Party),
  };
}

function contentOf(party: Party): XmlNode {
  const content = Object.entries(party).map(([key, value]) => {
    const item = partyLists[key];
    if (item !== undefined && isList(value)) {
      return [key, value.length === 0 ? '' : { [item]: value.map((one) => contentOf(one as Party)) }];
    }
    return [key, toXml(key, value, contentPrefix[key] ?? 'b')];
  });
  return Object.fromEntries(content) as XmlNode;
}

function toXml(key: string, value: Value, prefix: string): XmlValue {
  if (value === null) return { $: { 'i:nil': 'true' } };
  if (isList(value)) {
    const name = itemName[key] ?? key;
    return value.length === 0
      ? ''
      : { [`${prefix}:${name}`]: value.map((item) => toXml(name, item, prefix)) };
  }
  if (typeof value !== 'object') return String(value);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [`${prefix}:${name}`, toXml(name, inner, prefix)]),
  );
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
