import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetch, ProxyAgent } from 'undici';
import { readLedger } from '../read-ledger.ts';
import { startGuard, type GuardOptions, type RunningGuard } from '../start-guard.ts';
import { operations } from './operations.ts';
import { startUpstream, type Upstream } from './https-upstream.ts';

export const hosts = {
  'citizen-portal': 'citizen-portal.rehearsal.test',
  'id-porten.id-gateway': 'id-porten.id-gateway.rehearsal.test',
  'soap.address-register': 'soap.address-register.rehearsal.test',
} as const;

export interface World extends AsyncDisposable {
  readonly guard: RunningGuard;
  readonly guardPid: number;
  readonly upstream: Upstream;
  readonly origins: Readonly<Record<keyof typeof hosts, string>>;
  /** Sends through the guard, trusting the guard's CA alone. */
  readonly send: (url: string, init?: Parameters<typeof fetch>[1]) => ReturnType<typeof fetch>;
  readonly ledger: () => ReturnType<typeof readLedger>;
  /** Ends the guard in good order, so that the ledger is whole. */
  readonly stopGuard: () => Promise<void>;
}

interface WorldOptions extends Partial<GuardOptions> {
  readonly mode: 'test' | 'verify';
  readonly leaves: Readonly<Record<string, { certificate: string; key: string }>>;
  readonly trust: readonly string[];
  readonly answer?: Parameters<typeof startUpstream>[1];
  readonly tls?: Parameters<typeof startUpstream>[2];
}

/** A guard of its own process before a real TLS server that plays all participants. */
export async function startWorld({ mode, leaves, answer, tls, ...options }: WorldOptions): Promise<World> {
  await using stack = new AsyncDisposableStack();
  const runDir = stack.adopt(mkdtempSync(join(tmpdir(), 'verdikjede-guard-')), (path) =>
    rmSync(path, { recursive: true }),
  );
  const upstream = stack.use(
    await startUpstream(leaves, answer ?? ((_request, response) => response.end('hello')), tls),
  );
  const origins = Object.fromEntries(
    Object.entries(hosts).map(([ref, host]) => [ref, `https://${host}:${upstream.port}`]),
  ) as World['origins'];
  const resolve = Object.fromEntries(Object.values(hosts).map((host) => [host, '127.0.0.1']));
  let guardPid = 0;
  const guard = stack.use(
    await startGuard({
      environment: { name: 'rehearsal', mode, operations, participants: {} as never },
      label: operations,
      origins,
      resolve,
      roster: [],
      runDir,
      runId: 'run-1',
      onPid: (pid) => {
        guardPid = pid;
      },
      ...options,
    }),
  );
  const dispatcher = new ProxyAgent({
    uri: guard.proxyUrl,
    requestTls: { ca: readFileSync(guard.caPath, 'utf8') },
  });
  stack.defer(() => dispatcher.destroy());
  const owned = stack.move();
  return {
    guard,
    guardPid,
    upstream,
    origins,
    send: (url, init) => fetch(url, { dispatcher, ...init }),
    ledger: () => readLedger(guard.ledgerPath),
    stopGuard: async () => {
      await guard[Symbol.asyncDispose]();
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
