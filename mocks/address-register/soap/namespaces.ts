/** Namespaces of the register's WSDL. */
export const namespaces = {
  party: 'http://register.nhn.no/CommunicationParty',
  common: 'http://register.nhn.no/Common',
  hpr: 'http://register.nhn.no/HPR',
  addressing: 'http://www.w3.org/2005/08/addressing',
  instance: 'http://www.w3.org/2001/XMLSchema-instance',
} as const;

export type SoapVersion = '1.1' | '1.2';
export const envelopeNamespaces: Readonly<Record<SoapVersion, string>> = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
};

const prefix = `${namespaces.party}/ICommunicationPartyService`;

/** The SOAP actions that this register answers. */
export const soapActions = {
  getCommunicationPartyDetails: `${prefix}/GetCommunicationPartyDetails`,
  ping: `${prefix}/Ping`,
} as const;
