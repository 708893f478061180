import { childOf, childrenOf, codeOf, textOf, tokenOf, type XmlElement } from '../xml-element.ts';
import type { ReceivedParty } from './facts.ts';
import { present } from './present.ts';

const idOf = (holder: XmlElement | undefined, type: string): string | undefined => {
  if (codeOf(holder, 'TypeId') === type) return tokenOf(holder, 'Id');
  return tokenOf(
    childrenOf(holder, 'AdditionalId').find((one) => codeOf(one, 'Type') === type),
    'Id',
  );
};

/** A party as AppRec and own-root messages write it (HCP): level 2 is a department, person or professional. */
export function readHcpParty(holder: XmlElement | undefined): ReceivedParty {
  const hcp = childOf(holder, 'HCP');
  const institution = childOf(hcp, 'Inst');
  const people = [...childrenOf(institution, 'HCPerson'), ...childrenOf(hcp, 'HCProf')];
  const candidates = [...childrenOf(institution, 'Dept'), ...people];
  const service = candidates.find((candidate) => idOf(candidate, 'HER') !== undefined);
  return present({
    organisationName: textOf(institution, 'Name'),
    organisationHerId: idOf(institution, 'HER'),
    organisationNumber: idOf(institution, 'ENH'),
    serviceName: textOf(service, 'Name'),
    serviceHerId: idOf(service, 'HER'),
    isPerson: service !== undefined && people.includes(service) ? (true as const) : undefined,
  });
}
