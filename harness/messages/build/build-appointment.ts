import { codeSystems, namespaces } from '../code-systems.ts';
import { writeMsgHead, xmlDocument } from '../msg-head.ts';
import type { XmlNode } from '../xml/write-xml.ts';
import type { AppointmentPush } from './clinical-facts.ts';
import { maybe } from './coded.ts';

/** Codes of 7602. */
const changes = {
  confirmed: { V: '05', DN: 'Time bekreftet' },
  moved: { V: '07', DN: 'Endring av time bekreftet' },
  cancelled: { V: '08', DN: 'Time avbestilt' },
  missed: { V: '11', DN: 'Ikke møtt til time' },
} as const;

const text = (value: string): XmlNode => ({ text: value });
const maybeText = (name: string, value: string | undefined): XmlNode =>
  maybe(name, value === undefined ? undefined : text(value));

const calendar = (push: AppointmentPush): XmlNode => ({
  icalendar: {
    $: { xmlns: namespaces.calendar },
    vcalendar: {
      properties: { version: text('2.0'), prodid: text('verdikjede') },
      components: {
        vevent: {
          properties: {
            dtstart: { 'date-time': push.start },
            dtend: { 'date-time': push.end },
            ...maybeText('summary', push.summary),
            uid: text(push.uid),
            ...maybe('related-to', push.agreementId === undefined ? undefined : { uri: push.agreementId }),
            contact: text(push.contactHerId),
            ...maybeText('location', push.location),
            status: text(push.change === 'cancelled' ? 'CANCELLED' : 'CONFIRMED'),
          },
          components: '',
        },
      },
    },
  },
});

/**
 * An appointment that is pushed to the citizen as XML: MsgHead 1.2 around Dialogmelding 1.1 and xCal. It is not checked
 * here; `appointmentPushSchema` does that.
 */
export function buildAppointment(push: AppointmentPush): string {
  const change = changes[push.change];
  const dialogue: XmlNode = {
    Dialogmelding: {
      $: { xmlns: namespaces.dialog11 },
      Foresporsel: { TypeForesp: { $: { V: change.V, S: codeSystems.citizenAnswer, DN: change.DN } } },
    },
  };
  return writeMsgHead({
    ...push,
    type: { V: 'DIALOG_INNBYGGER_AVTALEUTSENDING', DN: 'Dialog med innbygger - avtaleutsending' },
    documents: [
      xmlDocument({ description: change.DN, issued: push.genDate, content: dialogue }),
      xmlDocument({ content: calendar(push) }),
    ],
  });
}
