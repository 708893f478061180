/** Namespaces of the register's WSDL. */
export const namespaces = {
  party: 'http://register.nhn.no/CommunicationParty',
  common: 'http://register.nhn.no/Common',
  hpr: 'http://register.nhn.no/HPR',
  certificate: 'http://register.nhn.no/CertificateDetails',
  addressing: 'http://www.w3.org/2005/08/addressing',
  instance: 'http://www.w3.org/2001/XMLSchema-instance',
} as const;

export type SoapVersion = '1.1' | '1.2';
export const envelopeNamespaces: Readonly<Record<SoapVersion, string>> = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
};

/** Where the service is: as its users write it, and the two addresses of its WSDL, one for each version of SOAP. */
export const soapPaths = { path: '/v1/Ar', alsoAt: ['/v1/AR', '/v1/AR/Basic'] } as const;

/** The operations that this register answers, as the WSDL names them. */
export const soapOperations = [
  'GetCommunicationPartyDetails',
  'GetOrganizationDetails',
  'SearchById',
  'GetCertificateDetailsForEncryption',
  'GetCertificateDetailsForValidatingSignature',
  'Ping',
] as const;
export type SoapOperation = (typeof soapOperations)[number];

/** The SOAP action of an operation. */
export const soapAction = (operation: SoapOperation): string =>
  `${namespaces.party}/ICommunicationPartyService/${operation}`;
