import { writeXml } from '#harness/messages/xml/write-xml.ts';
import type { Agreement } from '../agreements.ts';
import { packagingXml } from './packaging-xml.ts';
import { partyInfoXml } from './party-info-xml.ts';
import type { Profile } from '../profiles.ts';
import { attributes, cppaNamespaces } from './xml-names.ts';

/** A profile as the ebXML CollaborationProtocolProfile (cpp-cpa-2_0.xsd). */
export const profileXml = (profile: Profile): string =>
  writeXml({
    'tns:CollaborationProtocolProfile': {
      $: { ...cppaNamespaces, ...attributes({ cppid: profile.cppId, version: '2.0' }) },
      'tns:PartyInfo': partyInfoXml(profile),
      ...packagingXml(profile.processes),
    },
  });

/** An agreement as the ebXML CollaborationProtocolAgreement. */
export const agreementXml = ({ cpaId, parties, start, end }: Agreement): string =>
  writeXml({
    'tns:CollaborationProtocolAgreement': {
      $: { ...cppaNamespaces, ...attributes({ cpaid: cpaId, version: '2.0' }) },
      'tns:Status': { $: attributes({ value: 'proposed' }) },
      'tns:Start': start.toISOString(),
      'tns:End': end.toISOString(),
      'tns:PartyInfo': parties.map(partyInfoXml),
      ...packagingXml(parties[0].processes),
    },
  });
