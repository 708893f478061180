import { z } from 'zod';
import type { ServiceConfig } from '#harness/common/service-config.ts';
import { HarnessError, type ErrorCode } from '#harness/errors.ts';
import type { HelseIdCredentials } from './helse-id/helse-id-credentials.ts';
import { fetchWithToken } from './helse-id/fetch-with-token.ts';
import { participantHelseId } from './helse-id/participant-helse-id.ts';

const unreadSchema = z.array(z.object({ id: z.guid(), isAppRec: z.boolean().nullish() }));
const statusSchema = z.array(
  z.object({ transportDeliveryState: z.enum(['Unconfirmed', 'Acknowledged', 'Rejected']) }),
);
const appRecSchema = z.array(z.object({ receiverHerId: z.int(), appRecStatus: z.string().nullish() }));
const documentSchema = z.object({ businessDocument: z.string() });

export interface UnreadMessage {
  readonly id: string;
  readonly isAppRec: boolean;
}
export type TransportState = z.infer<typeof statusSchema>[number]['transportDeliveryState'];

/** An answer to a message: accepted, or rejected with one code of code system 8221 and its words. */
export type AppRecAnswer = 'ok' | { readonly code: string; readonly description: string };

/** What a record system or a portal does at the message exchange (API v2, msh-api-v2.openapi.json). */
export interface ExchangeClient {
  unread(herId: string): Promise<readonly UnreadMessage[]>;
  /** The business document's bytes, as its sender encoded them. */
  document(id: string): Promise<Buffer>;
  /** Sends a document; resolves to the exchange's id of the message. */
  send(xml: string): Promise<string>;
  answer(id: string, herId: string, answer: AppRecAnswer): Promise<void>;
  /** Whether this party has already answered the message. */
  hasAnswered(id: string, herId: string): Promise<boolean>;
  markRead(id: string, herId: string): Promise<void>;
  /** How far the transport of a message with one receiver has come. */
  transport(id: string): Promise<TransportState>;
}

export interface ExchangeCaller {
  /** Name and version of the calling system, sent as `nhn-source-system`. */
  readonly sourceSystem: string;
  /** Whose tokens it sends, where the environment has HelseID. */
  readonly helseId: HelseIdCredentials;
}

/**
 * A client with the headers that the exchange requires. Every call throws PARTICIPANT_DOWN when the exchange or
 * HelseID cannot be reached or fails, and MESSAGE_INVALID when the exchange refuses (4xx); nothing of the answer is
 * in the message.
 */
export function exchangeClient(config: ServiceConfig, caller: ExchangeCaller): ExchangeClient {
  const call = exchangeCaller(config, caller);
  return {
    unread: async (herId) => {
      const query = `ReceiverHerIds=${herId}&IncludeMetadata=true&MessagesToFetch=100&OrderBy=Ascending`;
      const messages = unreadSchema.parse(await call('GET', `/Messages?${query}`));
      return messages.map(({ id, isAppRec }) => ({ id, isAppRec: isAppRec === true }));
    },
    document: async (id) => {
      const { businessDocument } = documentSchema.parse(
        await call('GET', `/Messages/${id}/business-document`),
      );
      return Buffer.from(businessDocument, 'base64');
    },
    send: async (xml) =>
      z.guid().parse(
        await call('POST', '/Messages', {
          businessDocument: Buffer.from(xml, 'utf8').toString('base64'),
          contentType: 'application/xml',
          contentTransferEncoding: 'base64',
        }),
      ),
    answer: async (id, herId, answer) => {
      await call('POST', `/Messages/${id}/apprec/${herId}`, appRecBody(answer));
    },
    hasAnswered: async (id, herId) => {
      const answers = appRecSchema.parse(await call('GET', `/Messages/${id}/apprec`));
      return answers.some((a) => String(a.receiverHerId) === herId && typeof a.appRecStatus === 'string');
    },
    markRead: async (id, herId) => {
      await call('PUT', `/Messages/${id}/read/${herId}`);
    },
    transport: async (id) => {
      const [status] = statusSchema.parse(await call('GET', `/Messages/${id}/status`));
      return status?.transportDeliveryState ?? 'Unconfirmed';
    },
  };
}

/** The status goes by code, as clients in the field send it: 1 is Ok, 2 is Rejected. */
const appRecBody = (answer: AppRecAnswer): unknown =>
  answer === 'ok'
    ? { appRecStatus: '1' }
    : {
        appRecStatus: '2',
        appRecErrorList: [
          {
            errorCode: answer.code,
            details: null,
            description: answer.description,
            oid: '2.16.578.1.12.4.1.1.8221',
          },
        ],
      };

type Call = (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) => Promise<unknown>;

function exchangeCaller(config: ServiceConfig, { sourceSystem, helseId }: ExchangeCaller): Call {
  const tokens = participantHelseId(config, helseId);
  const origin = config.origins['message-exchange'];
  return async (method, path, body) => {
    if (origin === undefined) throw notDone('PARTICIPANT_DOWN', method, path, 'it has no address here');
    const headers = {
      'api-version': '2',
      'nhn-source-system': sourceSystem,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const request = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const response = await fetchWithToken(tokens, new URL(path, origin), request).catch((cause: unknown) => {
      if (cause instanceof HarnessError) throw cause;
      throw notDone('PARTICIPANT_DOWN', method, path, 'the call failed', cause);
    });
    const text = await response.text();
    if (!response.ok) {
      const code = response.status < 500 ? 'MESSAGE_INVALID' : 'PARTICIPANT_DOWN';
      throw notDone(code, method, path, `it answered ${response.status}`);
    }
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  };
}

const notDone = (
  code: ErrorCode,
  method: string,
  path: string,
  seen: string,
  cause?: unknown,
): HarnessError =>
  new HarnessError(
    `The message exchange should carry out ${method} ${path.replace(/\?.*/, '')}, but ${seen}.`,
    {
      code,
      stage: 'participants',
      hint: 'Look at the message exchange of this environment: is it started, and does a drift file change it?',
      participant: 'message-exchange',
      cause,
    },
  );
