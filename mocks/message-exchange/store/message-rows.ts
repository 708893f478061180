import { z } from 'zod';
import { appRecStatuses } from '#harness/messages/code-systems.ts';
import type { AppRecStatus, Message } from '../message.ts';
import type { Database } from './database.ts';
import type { StoredMessage } from './store.ts';

const factsSchema = z.strictObject({
  senderHerId: z.int(),
  businessDocumentId: z.string(),
  type: z.string(),
  genDate: z.string(),
  localGenDate: z.string(),
  isAppRec: z.boolean(),
});

const text = z.string().nullable();
const receiversSchema = z.array(
  z.strictObject({
    herId: z.int(),
    transport: z.enum(['Unconfirmed', 'Acknowledged', 'Rejected', 'Abandoned']),
    sent: z.boolean(),
    appRec: z
      .strictObject({
        messageId: z.string().optional(),
        status: z.enum(Object.keys(appRecStatuses) as AppRecStatus[]),
        errors: z.array(z.strictObject({ errorCode: text, details: text, description: text, oid: text })),
      })
      .nullable(),
    /** Number of the delivery that is unread. */
    unread: z.int().nullable(),
    comesAgain: z.boolean(),
  }),
);

const rowsSchema = z.array(z.object({ id: z.string(), facts: z.string(), receivers: z.string() }));
const documentSchema = z.object({ base64: z.string() });

/** The facts of a message, which never change, as JSON. */
export function writeFacts(message: Message): string {
  const { senderHerId, businessDocumentId, type, genDate, localGenDate, isAppRec } = message;
  const facts: z.infer<typeof factsSchema> = {
    ...{ senderHerId, businessDocumentId, type, genDate, localGenDate, isAppRec },
  };
  return JSON.stringify(facts);
}

/** What has become of a message at its receivers, as JSON. */
export function writeReceivers({ receivers }: Message): string {
  const states: z.input<typeof receiversSchema> = receivers.map(
    ({ herId, transport, sent, appRec, unread, comesAgain }) => ({
      herId,
      transport,
      sent,
      appRec: appRec === undefined ? null : { ...appRec, errors: [...appRec.errors] },
      unread: unread?.sequence ?? null,
      comesAgain,
    }),
  );
  return JSON.stringify(states);
}

/** All stored messages, oldest first. Their documents stay in the file until somebody asks for them. */
export function readStored(database: Database): StoredMessage[] {
  const documentOf = database.prepare('SELECT base64 FROM document WHERE id = ?');
  const rows = database.prepare('SELECT id, facts, receivers FROM message ORDER BY position').all();
  return rowsSchema.parse(rows).map(({ id, facts, receivers }) => {
    const states = receiversSchema.parse(JSON.parse(receivers));
    return {
      message: {
        id,
        ...factsSchema.parse(JSON.parse(facts)),
        receivers: states.map(({ appRec, ...state }) => ({
          ...state,
          appRec: appRec ?? undefined,
          unread: undefined,
        })),
        document: () => documentSchema.parse(documentOf.get(id)).base64,
      },
      unread: states.map(({ unread }) => unread),
    };
  });
}
