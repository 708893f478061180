const kith = (number: number): string => `2.16.578.1.12.4.1.1.${number}`;

/** OIDs of the national code systems that our messages use (Volven numbers in brackets). */
export const codeSystems = {
  /** Person identifiers (8116): FNR, DNR, HPR. */
  personId: kith(8116),
  /** Organisation identifiers (9051): HER, ENH. */
  organisationId: kith(9051),
  /** What a citizen message asks (7601): MTI. */
  citizenRequest: kith(7601),
  /** What a citizen message answers (7602): LRP. */
  citizenAnswer: kith(7602),
  /** Channel in which a letter was delivered (7616). */
  deliveryChannel: kith(7616),
  /** General errors in application receipts (8221). */
  appRecError: kith(8221),
} as const;

/** Namespaces of the message formats, one per version. */
export const namespaces = {
  msgHead: 'http://www.kith.no/xmlstds/msghead/2006-05-24',
  dialog10: 'http://www.kith.no/xmlstds/dialog/2006-10-11',
  dialog11: 'http://www.kith.no/xmlstds/dialog/2013-01-23',
  citizenMessage: 'http://ehelse.no/xmlstds/MeldingInnbygger/2018-09-25',
  forwarding: 'http://ehelse.no/xmlstds/Videreformidling/2018-09-25',
  deliveryReport: 'http://ehelse.no/xmlstds/leveringsrapport/2018-08-14',
  base64Container: 'http://www.kith.no/xmlstds/base64container',
  referral11: 'http://www.kith.no/xmlstds/henvisning/2012-02-15',
  referral20: 'http://ehelse.no/xmlstds/henvisning/2017-11-30',
  dischargeSummary12: 'http://www.kith.no/xmlstds/epikrise/2012-02-15',
  labReport14: 'http://www.kith.no/xmlstds/labsvar/2012-02-15',
  requisition16: 'http://www.kith.no/xmlstds/rekvisisjon/2012-02-15',
  prescription: 'http://www.kith.no/xmlstds/eresept/m1/2013-10-08',
  prescriptionDetails: 'http://www.kith.no/xmlstds/eresept/forskrivning/2013-10-08',
  recall: 'http://www.kith.no/xmlstds/eresept/m5/2013-04-16',
  practitionerClaim: 'http://www.kith.no/xmlstds/bkm/2006-12-20',
  calendar: 'urn:ietf:params:xml:ns:icalendar-2.0',
  careServiceParts: 'http://www.kith.no/xmlstds/po/poKomponent/2012-04-01',
  careServiceParts20: 'http://ehelse.no/xmlstds/po/poKomponent/2017-11-30',
  patientLogistics: 'http://www.kith.no/xmlstds/po/Pasientlogistikk/2012-04-01',
  commonParts: 'http://www.kith.no/xmlstds/felleskomponent1',
  appRec10: 'http://www.kith.no/xmlstds/apprec/2004-11-21',
  appRec11: 'http://www.kith.no/xmlstds/apprec/2012-02-15',
} as const;

/** MsgInfo/Type of a letter to a citizen and of its delivery report (8279). */
export const letterType = {
  V: 'DIALOG_INNBYGGER_MELDINGSFORMIDLING',
  DN: 'Melding eller varsel til innbygger',
} as const;

/** AppRec status by name; the codes are those of code system 8258. */
export const appRecStatuses = { Ok: '1', Rejected: '2', OkErrorInMessagePart: '3' } as const;
