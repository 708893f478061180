/** One schema that a message of a process is made of. */
export interface MessagePart {
  readonly namespace: string;
  readonly schema: string;
  readonly version: string;
}

const msgHead = {
  namespace: 'http://www.kith.no/xmlstds/msghead/2006-05-24',
  schema: 'MsgHead-v1_2.xsd',
  version: '1.2',
};
const dialog10 = {
  namespace: 'http://www.kith.no/xmlstds/dialog/2006-10-11',
  schema: 'dialogmelding-1.0.xsd',
  version: '1.0',
};
const dialog11 = {
  namespace: 'http://www.kith.no/xmlstds/dialog/2013-01-23',
  schema: 'dialogmelding-1.1.xsd',
  version: '1.1',
};
const xCal = { namespace: 'urn:ietf:params:xml:ns:icalendar-2.0', schema: 'iCalendar.xsd', version: '2.0' };
const ehelse = (name: string, schema: string): MessagePart => ({
  namespace: `http://ehelse.no/xmlstds/${name}`,
  schema,
  version: '1.0',
});

/** The kinds of messages that processes exchange, and the schemas of each. */
export const messageKinds = {
  dialogmld_v1p0: [msgHead, dialog10],
  dialogmld_v1p1: [msgHead, dialog11],
  dialogmld_v1p1_xcal: [msgHead, dialog11, xCal],
  meldinginnbygger_v1p0: [
    msgHead,
    dialog10,
    ehelse('MeldingInnbygger/2018-09-25', 'MeldingInnbygger-v1.0.xsd'),
    ehelse('Videreformidling/2018-09-25', 'Videreformidling-v1.0.xsd'),
  ],
  leveringsrapport_v1p0: [
    msgHead,
    dialog10,
    ehelse('leveringsrapport/2018-08-14', 'Leveringsrapport-v1.0.xsd'),
  ],
  tjenesteoversikt_v1p0: [msgHead, ehelse('tjenesteoversikt', 'TjenesteOversiktv1.0.xsd')],
  apprec_v1p0: [
    {
      namespace: 'http://www.kith.no/xmlstds/apprec/2004-11-21',
      schema: 'AppRec-v1_0.xsd',
      version: '1.0',
    },
  ],
  apprec_v1p1: [
    {
      namespace: 'http://www.kith.no/xmlstds/apprec/2012-02-15',
      schema: 'AppRec-v1_1.xsd',
      version: '1.1',
    },
  ],
} as const satisfies Readonly<Record<string, readonly MessagePart[]>>;
export type MessageKind = keyof typeof messageKinds;
