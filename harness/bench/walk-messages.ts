import { randomUUID } from 'node:crypto';
import type { LookupFunction } from 'node:net';
import { Pool } from 'undici';
import type { LoadPair } from '#harness/load/load-parties.ts';
import type { HelseIdClient } from '#mocks/kit/helse-id/helse-id-client.ts';
import { HarnessError } from '../errors.ts';

const headers = { 'api-version': '2', 'nhn-source-system': 'verdikjede bench, v1' };
const jsonHeaders = { ...headers, 'content-type': 'application/json' };

/** The letter as base64 with the MsgId in it; made beforehand, so that building is not measured. */
export type DocumentWith = (pair: LoadPair, msgId: string) => string;

/**
 * Whole messages per second through an exchange: send, list, fetch, AppRec, mark read, status, and the sender's
 * own list, fetch and mark of the AppRec. One walker per pair, each on a kept-alive connection.
 */
export async function walkMessages(options: {
  readonly url: string;
  readonly pairs: readonly LoadPair[];
  readonly documentWith: DocumentWith;
  readonly durationMs: number;
  /** Whose token and proof go with each request. */
  readonly helseId?: HelseIdClient;
  /** For https. */
  readonly connect?: Connect;
}): Promise<number> {
  const { connect } = options;
  const pool = new Pool(options.url, {
    connections: options.pairs.length,
    ...(connect === undefined ? {} : { connect: { ca: connect.ca, lookup: at(connect.host) } }),
  });
  const line = { pool, url: options.url, helseId: options.helseId };
  const startedAt = performance.now();
  const over = (): boolean => performance.now() - startedAt >= options.durationMs;
  const walker = async (pair: LoadPair): Promise<number> => {
    let walked = 0;
    while (!over()) {
      await walkOne(line, pair, options.documentWith);
      walked += 1;
    }
    return walked;
  };
  try {
    const counts = await Promise.all(options.pairs.map(walker));
    const seconds = (performance.now() - startedAt) / 1000;
    return counts.reduce((sum, count) => sum + count, 0) / seconds;
  } finally {
    await pool.close();
  }
}

/** How an https origin is reached whose name no resolver knows. */
export interface Connect {
  /** PEM. */
  readonly ca: string;
  /** Address of every name. */
  readonly host: string;
}

const at =
  (address: string): LookupFunction =>
  (_name, _options, callback) =>
    callback(null, [{ address, family: 4 }]);

interface Line {
  readonly pool: Pool;
  readonly url: string;
  readonly helseId: HelseIdClient | undefined;
}

async function walkOne(line: Line, pair: LoadPair, documentWith: DocumentWith): Promise<void> {
  const { serviceHerId: sender } = pair.sender;
  const { serviceHerId: receiver } = pair.receiver;
  const msgId = randomUUID();
  const id = (await call(line, 'POST', '/Messages', {
    businessDocument: documentWith(pair, msgId),
    contentType: 'application/xml',
    contentTransferEncoding: 'base64',
  })) as string;
  const letter = await onlyMessage(line, receiver);
  await call(line, 'GET', `/Messages/${letter.id}/business-document`);
  await call(line, 'POST', `/Messages/${letter.id}/apprec/${receiver}`, {
    appRecStatus: 'Ok',
    appRecErrorList: [],
  });
  await call(line, 'PUT', `/Messages/${letter.id}/read/${receiver}`);
  const [status] = (await call(line, 'GET', `/Messages/${id}/status`)) as { appRecStatus: string }[];
  const receipt = await onlyMessage(line, sender);
  await call(line, 'GET', `/Messages/${receipt.id}/business-document`);
  await call(line, 'PUT', `/Messages/${receipt.id}/read/${sender}`);
  const whole = letter.businessDocumentId === msgId && status?.appRecStatus === 'Ok' && receipt.isAppRec;
  if (!whole) throw unexpected('one letter, receipted, and one AppRec');
}

interface Listed {
  readonly id: string;
  readonly businessDocumentId: string;
  readonly isAppRec: boolean;
}

async function onlyMessage(line: Line, herId: string): Promise<Listed> {
  const path = `/Messages?ReceiverHerIds=${herId}&IncludeMetadata=true`;
  const [message, ...more] = (await call(line, 'GET', path)) as Listed[];
  if (message === undefined || more.length > 0) throw unexpected('exactly one unread message');
  return message;
}

async function call(
  { pool, url, helseId }: Line,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: object,
): Promise<unknown> {
  const token = await helseId?.headersFor(method, url + path);
  const response = await pool.request({
    ...{ method, path },
    ...(body === undefined
      ? { headers: { ...headers, ...token } }
      : { headers: { ...jsonHeaders, ...token }, body: JSON.stringify(body) }),
  });
  const text = await response.body.text();
  if (response.statusCode >= 300) throw unexpected(`a success for ${method} in the path of a message`);
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}

const unexpected = (expected: string): HarnessError =>
  new HarnessError(`The exchange under measurement was expected to show ${expected}.`, {
    code: 'LOAD_FAILED',
    stage: 'load',
    hint: 'Run verdikjede load --workload smoke: it says which step fails.',
  });
