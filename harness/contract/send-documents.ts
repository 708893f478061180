import { z } from 'zod';
import { HarnessError } from '../errors.ts';
import type { KnownDocuments } from './known-data.ts';

/** An AppRec is final, so many messages must lie there to be answered. */
const rounds = 40;

/**
 * Sends the documents to the exchange, many times, as any client does, and returns its ids of them.
 * @param password of the signing proxy, where there is one before the exchange
 */
export async function sendDocuments(
  origin: string,
  { documents }: KnownDocuments,
  password?: string,
): Promise<string[]> {
  const ids: string[] = [];
  for (const businessDocument of Array.from({ length: rounds }, () => documents).flat()) {
    const response = await fetch(`${origin}/Messages`, {
      method: 'POST',
      headers: {
        'api-version': '2',
        'nhn-source-system': 'verdikjede contract, v1',
        'content-type': 'application/json',
        ...(password === undefined ? {} : { authorization: `Bearer ${password}` }),
      },
      body: JSON.stringify({
        businessDocument,
        contentType: 'application/xml',
        contentTransferEncoding: 'base64',
      }),
    });
    const id = z.guid().safeParse(await response.json());
    if (response.status !== 201 || !id.success) throw refused(response.status);
    ids.push(id.data);
  }
  return ids;
}

const refused = (status: number): HarnessError =>
  new HarnessError(
    `The message exchange should have taken a right document with 201 and a GUID; it answered ${status}.`,
    {
      code: 'PARTICIPANT_NOT_READY',
      stage: 'participants',
      hint: 'Run its own tests: npx playwright test --project=unit mocks/message-exchange.',
      participant: 'message-exchange',
    },
  );
