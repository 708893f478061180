import type { FastifyInstance } from 'fastify';
import { base64, her, letterXml, type TestLetter } from '../test-exchange.ts';

export const headers = { 'api-version': '3', 'nhn-source-system': 'unit test, v1' };

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/**
 * Calls API v3 as a client does.
 * @param client stands for the client of HelseID where no tokens are asked for
 */
export const v3Caller =
  (app: FastifyInstance, client = 'unit test, v1') =>
  async (method: Method, url: string, payload?: object): Promise<Answer> => {
    const given = { ...headers, 'nhn-source-system': client };
    const answer = await app.inject({
      method,
      url,
      headers: given,
      ...(payload === undefined ? {} : { payload }),
    });
    const body = answer.body === '' ? {} : answer.json<Record<string, unknown>>();
    return { status: answer.statusCode, body };
  };
export type CallV3 = ReturnType<typeof v3Caller>;

/** The body of a message, as API v3 wants it. */
export function v3Message(letter: TestLetter = {}, rest: object = {}): object {
  return {
    businessDocument: base64(letterXml(letter)),
    senderHerId: letter.sender ?? her.sender,
    receiverHerIds: [letter.receiver ?? her.receiver, ...(letter.copies ?? [])],
    contentType: 'application/xml',
    contentTransferEncoding: 'base64',
    messageTypeIdentificator: 'DIALOG_INNBYGGER_MELDINGSFORMIDLING',
    ...rest,
  };
}

/** Sets configurations, one for each HER-id. */
export const configure = (call: CallV3, herIds: readonly number[], rest: object = {}): Promise<Answer> =>
  call('PUT', '/mshconfigurations', {
    configurations: herIds.map((herId) => ({ herId, receiveNotificationChannel: 'Api', ...rest })),
  });

export interface Seen {
  readonly type: string;
  readonly relatedMessageId: string;
  readonly notificationReceiverHerId: number;
  readonly notificationTriggeredByHerId: number;
  readonly offset: number;
}

/** The notifications of these HER-ids after an offset. */
export async function notified(call: CallV3, herIds: readonly number[], offset = 0): Promise<Seen[]> {
  const query = herIds.map((herId) => `HerIds=${herId}`).join('&');
  const { body } = await call('GET', `/notifications?${query}&Offset=${offset}&NotificationsToFetch=1000`);
  return body['notifications'] as Seen[];
}
