import { z } from 'zod';
import { herIdNumber } from './her-id.ts';

const text = z.string().nullish();
const flag = z.boolean().nullish();

/** EbXmlInfo of the API: it changes the envelope to a receiver that is reached by EDI, and nothing else. */
export const ebXmlInfoSchema = z
  .strictObject({
    cpaId: text,
    conversationId: text,
    service: text,
    serviceType: text,
    action: text,
    senderRole: text,
    useSenderLevel1HerId: flag,
    receiverRole: text,
    applicationName: text,
    applicationVersion: text,
    middlewareName: text,
    middlewareVersion: text,
    compressPayload: flag,
  })
  .nullish();

/** PostMessageRequest of the API. */
export const sendRequestSchema = z.strictObject({
  businessDocument: z.string().min(1),
  contentType: z.literal('application/xml'),
  contentTransferEncoding: z.literal('base64'),
  ebXmlOverrides: ebXmlInfoSchema,
  /** An empty one says as little as none: clients that always send the key mean no choice by it. */
  receiverHerIdsSubset: z.array(herIdNumber).nullish(),
});
