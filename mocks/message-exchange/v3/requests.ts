import { z } from 'zod';
import { appRecErrorList, appRecStatus } from '../apprec-request.ts';
import { herIdNumber } from '../her-id.ts';

const text = z.string().nullish();

/** The exchange delivers without ebXML, so overrides are checked and go no further. */
const transportMetadata = {
  ...{ cpaId: text, conversationId: text, service: text, serviceType: text, action: text },
  ...{ senderRole: text, receiverRole: text, middlewareName: text, middlewareVersion: text },
  compressPayload: z.boolean().nullish(),
};

/** PostMessageRequest of API v3. */
export const sendRequestSchema = z.object({
  businessDocument: z.string().min(1),
  senderHerId: herIdNumber,
  receiverHerIds: z
    .array(herIdNumber)
    .min(1)
    .refine((all) => new Set(all).size === all.length, 'must not have the same HER-id twice'),
  contentType: z.literal('application/xml'),
  contentTransferEncoding: z.literal('base64'),
  /** Code of list 8279. */
  messageTypeIdentificator: z.string().min(1).max(100),
  transportMetadataOverrides: z.object(transportMetadata).nullish(),
});
export type SendRequest = z.infer<typeof sendRequestSchema>;

/** PostAppRecRequest of API v3. */
export const appRecRequestSchema = z
  .object({
    appRecSenderHerId: herIdNumber,
    appRecStatus: appRecStatus.refine((status) => status !== 'OkErrorInMessagePart', 'is not supported'),
    appRecErrorList,
    applicationName: text,
    applicationVersion: text,
    transportMetadataOverrides: z
      .object({
        ...transportMetadata,
        transportSenderHerId: herIdNumber.nullish(),
        transportReceiverHerId: herIdNumber.nullish(),
      })
      .nullish(),
  })
  .refine((request) => request.appRecStatus !== 'Rejected' || request.appRecErrorList.length > 0, {
    path: ['appRecErrorList'],
    error: 'must have an error when the status is Rejected',
  });
