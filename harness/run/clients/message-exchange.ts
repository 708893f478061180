import { test } from '@playwright/test';
import { z } from 'zod';
import type { Clock } from '#harness/common/clock.ts';
import { waitUntil } from '#harness/common/wait-until.ts';
import { parseMessage } from '#harness/messages/parse-message.ts';
import { messageExchangeApi } from '#mocks/kit/helse-id/nhn-apis.ts';
import { HarnessError } from '../../errors.ts';
import type { SentLetter } from '../subjects.ts';
import { apiTokens, type TokenAccess } from './api-tokens.ts';

const headers = { 'api-version': '2', 'nhn-source-system': 'verdikjede' };
const statusAnswer = z.array(
  z.looseObject({ transportDeliveryState: z.string(), appRecStatus: z.string().nullable().optional() }),
);
const appRecAnswer = z.array(
  z.looseObject({
    appRecStatus: z.string().nullable(),
    appRecErrorList: z.array(z.looseObject({ errorCode: z.string().nullable() })).nullable(),
  }),
);
const documentAnswer = z.looseObject({
  businessDocument: z.string(),
  contentType: z.string(),
  contentTransferEncoding: z.string(),
});

/** Transport and application, the two axes of a message, for its one receiver. */
export const messageState = z.strictObject({
  transport: z.string(),
  appRec: z.string().nullable(),
  errors: z.array(z.string()),
});
export type MessageState = z.infer<typeof messageState>;

/** The message exchange as the sender reads it (API v2, facts/domain.md 1.2). Nothing here marks a message. */
export interface MessageExchangeClient {
  state(exchangeId: string): Promise<MessageState>;
  /**
   * Waits until the receiver has answered with an AppRec. Throws TIMED_OUT past the deadline, which runs from the
   * sending of a letter that this scenario sent; the report shows the time that was measured.
   */
  stateWithAppRec(letter: SentLetter, deadlineMs: number): Promise<MessageState>;
  /** The kind of the document and of its parts. A document that cannot be read is MESSAGE_INVALID, with the place. */
  document(exchangeId: string): Promise<{ root: string; type: string; parts: string[] }>;
}

export function createMessageExchangeClient(access: TokenAccess, clock: Clock): MessageExchangeClient {
  const { call, origins } = access;
  const tokens = apiTokens(access, messageExchangeApi.scope);
  const get = async <S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>> => {
    const url = new URL(path, origins['message-exchange']).href;
    const token = await tokens?.headersFor('GET', url);
    const response = await call('message-exchange', path, { headers: { ...headers, ...token } });
    if (response.status() !== 200) throw unexpectedStatus(response.status());
    return schema.parse(await response.json());
  };
  const state = async (id: string): Promise<MessageState> => {
    const [status] = await get(`/Messages/${id}/status`, statusAnswer);
    const [appRec] = await get(`/Messages/${id}/apprec`, appRecAnswer);
    const errors = (appRec?.appRecErrorList ?? []).map((error) => error.errorCode ?? 'without code');
    return {
      transport: status?.transportDeliveryState ?? 'unknown',
      appRec: appRec?.appRecStatus ?? null,
      errors,
    };
  };
  return {
    state,
    async stateWithAppRec({ exchangeId, sentAt, isStanding }, deadlineMs) {
      const elapsedMs = (): number => (isStanding ? 0 : clock.now().getTime() - sentAt.getTime());
      const seen = await waitUntil({
        what: 'the AppRec of the letter in the message exchange',
        participant: 'citizen-portal',
        timeoutMs: deadlineMs - elapsedMs(),
        look: async () => {
          const now = await state(exchangeId);
          return now.appRec === null ? undefined : now;
        },
      });
      const measured = isStanding ? 'not measured: the letter is a standing record' : `${elapsedMs()} ms`;
      await test.step(`AppRec after ${measured} (deadline ${deadlineMs} ms)`, () => undefined);
      return seen;
    },
    async document(id) {
      const answer = await get(`/Messages/${id}/business-document`, documentAnswer);
      return describe(Buffer.from(answer.businessDocument, 'base64').toString('utf8'));
    },
  };
}

async function describe(xml: string): Promise<{ root: string; type: string; parts: string[] }> {
  const message = await Promise.resolve()
    .then(() => parseMessage(xml))
    .catch((cause: unknown) => {
      if (!(cause instanceof HarnessError)) throw cause;
      const { code, stage, hint } = cause;
      throw new HarnessError(`The document in the message exchange: ${cause.message}`, {
        code,
        stage,
        hint,
        cause,
        participant: 'message-exchange',
      });
    });
  if (message.root === 'Message') return { root: message.root, type: message.type, parts: [message.kind] };
  if (message.root !== 'MsgHead') return { root: message.root, type: 'APPREC', parts: [] };
  return {
    root: message.root,
    type: message.type,
    parts: message.documents.map((part) => part.content?.kind ?? part.mimeType ?? part.msgType),
  };
}

function unexpectedStatus(status: number): HarnessError {
  return new HarnessError(`The message exchange answered ${status} where 200 was expected.`, {
    code: 'OBSERVATION_INVALID',
    stage: 'observation',
    participant: 'message-exchange',
    hint: 'Is the message still there, and may the credentials read it?',
  });
}
