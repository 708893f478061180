import { z } from 'zod';
import { checkMessage, messageInvalid } from './message-invalid.ts';

const herId = z.number().int().min(0);
const nullableText = z.string().nullable().optional();

/** A message in the exchange (v2), with or without its metadata. */
export const exchangeMessageSchema = z.looseObject({
  id: z.guid(),
  receiverHerId: herId,
  senderHerId: herId.optional(),
  contentType: z.string().optional(),
  businessDocumentId: nullableText,
  businessDocumentGenDate: nullableText,
  isAppRec: z.boolean().optional(),
});

const appRecStatus = z.enum(['Ok', 'Rejected', 'OkErrorInMessagePart']);

/** Transport state of a message for one receiver (v2). */
export const exchangeStatusSchema = z.looseObject({
  receiverHerId: herId,
  transportDeliveryState: z.enum(['Unconfirmed', 'Acknowledged', 'Rejected']),
  appRecStatus: appRecStatus.nullable().optional(),
});

/** Application receipt of a message by one receiver (v2). */
export const exchangeAppRecSchema = z.looseObject({
  receiverHerId: herId,
  appRecStatus: appRecStatus.nullable(),
  appRecErrorList: z
    .array(z.looseObject({ errorCode: nullableText, details: nullableText }))
    .nullable()
    .optional(),
});

/** A business document as the exchange hands it out or takes it. */
export const businessDocumentSchema = z.looseObject({
  businessDocument: z.base64(),
  contentType: z.string(),
  contentTransferEncoding: z.string(),
});

/** A communication party as the address register's REST interface gives it. */
export const communicationDetailsSchema = z.looseObject({
  herId,
  parentHerId: herId.nullable().optional(),
  type: z.string(),
  communicationParty: z.looseObject({
    Active: z.boolean(),
    ElectronicAddresses: z
      .array(z.looseObject({ Address: z.string().nullable(), TypeCodeValue: z.string() }))
      .nullable()
      .optional(),
  }),
});

const read = {
  postedId: z.guid(),
  businessDocument: businessDocumentSchema,
  communicationDetails: communicationDetailsSchema,
  message: exchangeMessageSchema,
  messages: z.array(exchangeMessageSchema),
  status: z.array(exchangeStatusSchema),
  appRec: z.array(exchangeAppRecSchema),
} as const;
type Kind = keyof typeof read;

/** A JSON answer of message exchange or address register, told apart by `kind`. */
export type ExchangeJson = {
  [K in Kind]: { readonly kind: K; readonly value: z.output<(typeof read)[K]> };
}[Kind];

function kindOf(value: unknown): Kind | undefined {
  if (typeof value === 'string') return 'postedId';
  const one: unknown = Array.isArray(value) ? value[0] : value;
  if (Array.isArray(value) && one === undefined) return 'messages';
  const has = (key: string): boolean => typeof one === 'object' && one !== null && Object.hasOwn(one, key);
  if (Array.isArray(value)) {
    if (has('transportDeliveryState')) return 'status';
    return has('appRecStatus') ? 'appRec' : has('id') ? 'messages' : undefined;
  }
  if (has('businessDocument')) return 'businessDocument';
  return has('communicationParty') ? 'communicationDetails' : has('id') ? 'message' : undefined;
}

/** A JSON answer by its shape. Throws MESSAGE_INVALID for broken JSON, shapes that we don't know, wrong values. */
export function parseExchangeJson(json: string): ExchangeJson {
  let value: unknown;
  try {
    value = JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch {
    throw messageInvalid('The answer is not JSON.');
  }
  const kind = kindOf(value);
  if (kind === undefined) {
    throw messageInvalid(
      'Expected a JSON answer of the message exchange or of the address register, found another.',
    );
  }
  return { kind, value: checkMessage(read[kind], value, kind) } as ExchangeJson;
}
