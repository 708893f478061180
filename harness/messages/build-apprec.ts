import type { AppRec } from './apprec.ts';
import { appRecStatuses, namespaces } from './code-systems.ts';
import type { Party } from './letter.ts';
import { writeXml, type XmlNode } from './xml/write-xml.ts';

const formats = {
  '1.0': { xmlns: namespaces.appRec10, migVersion: '1.0 2004-11-21' },
  '1.1': { xmlns: namespaces.appRec11, migVersion: 'v1.1 2012-02-15' },
} as const;

const statusNames = { Ok: 'OK', Rejected: 'Avvist', OkErrorInMessagePart: 'OK, feil i delmelding' } as const;

const herId = { $: { V: 'HER', DN: 'HER-id' } } as const;

const institution = (party: Party): XmlNode => ({
  Name: party.organisationName,
  Id: party.organisationHerId,
  TypeId: herId,
  Dept: { Name: party.serviceName, Id: party.serviceHerId, TypeId: herId },
  ...(party.organisationNumber === undefined
    ? {}
    : {
        AdditionalId: {
          Id: party.organisationNumber,
          Type: { $: { V: 'ENH', DN: 'Organisasjonsnummeret i Enhetsregisteret' } },
        },
      }),
});

const error = (fault: AppRec['errors'][number]): XmlNode => ({
  $: {
    S: fault.codeSystem,
    V: fault.code,
    ...(fault.description === undefined ? {} : { DN: fault.description }),
    ...(fault.text === undefined ? {} : { OT: fault.text }),
  },
});

/** The application receipt as XML, version 1.1 unless told. It is not checked here; `appRecSchema` does that. */
export function buildAppRec(appRec: AppRec): string {
  const { xmlns, migVersion } = formats[appRec.version ?? '1.1'];
  return writeXml({
    AppRec: {
      $: { xmlns },
      MsgType: { $: { V: 'APPREC', DN: 'Applikasjonskvittering' } },
      MIGversion: migVersion,
      GenDate: appRec.genDate,
      Id: appRec.id,
      Sender: { HCP: { Inst: institution(appRec.sender) } },
      Receiver: { HCP: { Inst: institution(appRec.receiver) } },
      Status: { $: { V: appRecStatuses[appRec.status], DN: statusNames[appRec.status] } },
      Error: appRec.errors.map(error),
      OriginalMsgId: {
        MsgType: { $: { V: appRec.original.msgType } },
        IssueDate: appRec.original.genDate,
        Id: appRec.original.msgId,
      },
    },
  });
}
