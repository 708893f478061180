import type { Roster } from '#harness/common/roster.ts';
import { freePort, startServiceProcess } from '../service-process.ts';
import type { HelseIdClient } from './helse-id-client.ts';
import { testCredentials } from './helse-id-credentials.ts';
import { participantHelseId } from './participant-helse-id.ts';

export interface RunningHelseId extends AsyncDisposable {
  /** The origins that other participants must be started with in order to trust its tokens. */
  readonly origins: Readonly<Record<string, string>>;
  /** A client on behalf of the sender's organisation. */
  readonly client: HelseIdClient;
}

/** The ID gateway's service alone, without front and TLS, for measurements and contract tests of APIs that take tokens. */
export async function startHelseId(roster: Roster): Promise<RunningHelseId> {
  const port = await freePort();
  // Told apart by name; both names are this machine.
  const issuer = `http://127.0.0.1:${port}`;
  const origins = {
    'helse-id.id-gateway': issuer,
    'id-porten.id-gateway': `http://localhost:${port}`,
  };
  const gateway = await startServiceProcess({
    participant: 'id-gateway',
    ...{ port, origins, roster, standing: { letters: [] }, settings: {} },
  });
  const client = participantHelseId({ origins }, testCredentials('sender'));
  if (client === undefined) throw new TypeError('The origins name HelseID.');
  return { origins, client, [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose]() };
}
