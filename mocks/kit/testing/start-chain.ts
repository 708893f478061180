import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  endpointRefs,
  participantNames,
  participantOf,
  type ParticipantName,
} from '#harness/common/participants.ts';
import { startServiceProcess } from '../service-process.ts';
import { roster, standing } from './chain-identities.ts';
import { startHttpsFront, type HttpsFront } from './https-front.ts';

export interface Chain extends AsyncDisposable {
  /** `https://citizen-portal.local.test:<port>` */
  origin(endpoint: string): string;
  /** How a browser is launched that reaches the chain and trusts it. */
  readonly browserOptions: { readonly args: string[] };
  /** Calls a participant at its plain port. */
  call(participant: ParticipantName, path: string, init?: RequestInit): Promise<Response>;
  readonly front: HttpsFront;
}

const hostOf = (ref: string): string => `${ref}.local.test`;

/**
 * Starts the named participants as processes, in the given order, behind one TLS front that they trust. All share
 * the identities of chain-identities.ts.
 */
export async function startChain(
  names: readonly ParticipantName[],
  settings: Partial<Record<ParticipantName, Record<string, unknown>>> = {},
): Promise<Chain> {
  await using started = new AsyncDisposableStack();
  const refs = participantNames.flatMap(endpointRefs);
  const front = started.use(await startHttpsFront(refs.map(hostOf)));
  const folder = await mkdtemp(join(tmpdir(), 'verdikjede-chain-'));
  started.defer(() => rm(folder, { recursive: true }));
  const ca = join(folder, 'ca.pem');
  await writeFile(ca, front.certificate);

  const origin = (ref: string): string => `https://${hostOf(ref)}:${front.port}`;
  const origins = Object.fromEntries(refs.map((ref) => [ref, origin(ref)]));
  const plain = new Map<ParticipantName, string>();
  for (const name of names) {
    const config = { participant: name, origins, resolveTo: '127.0.0.1', roster, standing };
    const service = await startServiceProcess({ ...config, settings: settings[name] ?? {} }, ca);
    started.use(service);
    plain.set(name, service.origin);
    for (const ref of refs) if (participantOf(ref) === name) front.routes.set(hostOf(ref), service.origin);
  }
  const owned = started.move();
  return {
    origin,
    front,
    browserOptions: {
      args: [
        '--host-resolver-rules=MAP *.local.test 127.0.0.1',
        `--ignore-certificate-errors-spki-list=${front.spki}`,
      ],
    },
    call: (name, path, init) => fetch(`${plain.get(name) ?? ''}${path}`, init),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
