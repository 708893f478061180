import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool, ProxyAgent, type Dispatcher } from 'undici';
import { generateAuditKey } from '#harness/audit/checkpoint-key.ts';
import { inProject } from '#harness/environment/project-root.ts';
import type { Policy } from '#harness/guard/policy.ts';
import { startGuard, type GuardOptions } from '#harness/guard/start-guard.ts';
import { createCertificateAuthority } from '#harness/participants/certificate-authority.ts';
import { HarnessError } from '../errors.ts';
import { freePort } from './free-port.ts';
import { startChild } from './start-child.ts';

const host = 'message-exchange.bench.test';
const operation: Policy['operations'][number] = {
  ...{ id: 'get-message-status', kind: 'read', endpoint: 'message-exchange' },
  ...{ method: 'GET', path: '/Messages/{id}/status' },
};

/**
 * A TLS participant on the loopback and the guard in front of it, judging and searching as in every run.
 */
export interface GuardBench {
  readonly origin: string;
  readonly upstream: { readonly host: string; readonly port: number; readonly ca: string };
  readonly direct: (connections: number) => Dispatcher;
  readonly throughGuard: (connections: number) => Dispatcher;
}

/** A client that goes through a proxy and trusts the proxy's CA alone. */
export const throughProxy = (proxyUrl: string, ca: string, connections: number): Dispatcher =>
  new ProxyAgent({ uri: proxyUrl, requestTls: { ca }, connections });

/** Starts both as processes of their own, lends them to `use`, and takes them down. */
export async function withGuardBench<T>(
  use: (bench: GuardBench) => Promise<T>,
  {
    audited = false,
    ...options
  }: {
    /** With the audit log, whose intents lie on the disk before a request leaves. */
    readonly audited?: boolean;
    /** Without the search for people, where what it is measured against does not search either. */
    readonly searchesNobody?: boolean;
  } = {},
): Promise<T> {
  const runDir = await mkdtemp(join(tmpdir(), 'verdikjede-bench-guard-'));
  try {
    const authority = await createCertificateAuthority('verdikjede bench CA', new Date());
    const leaf = await authority.issue(host);
    const [certificate, key] = [join(runDir, 'leaf.pem'), join(runDir, 'leaf.key')];
    await writeFile(certificate, leaf.certificate);
    await writeFile(key, leaf.key, { mode: 0o600 });
    const port = await freePort();
    const origin = `https://${host}:${port}`;
    const script = inProject('harness', 'bench', 'guard-upstream.ts');
    await using upstream = await startChild(script, [certificate, key, String(port)]);
    void upstream;
    const origins = { 'message-exchange': origin };
    await using guard = await startGuard({
      environment: { name: 'bench', mode: 'verify', operations: [], participants: {} as never },
      ...{
        origins,
        resolve: { [host]: '127.0.0.1' },
        trust: [authority.certificate],
        runDir,
        runId: 'bench',
        roster: [],
        ...options,
      },
      policy: { environment: 'bench', mode: 'verify', origins, operations: [operation] },
      ...(audited ? { audit: auditIn(runDir) } : {}),
    });
    const guardCa = await readFile(guard.caPath, 'utf8');
    const connect = { ca: authority.certificate, servername: host };
    return await use({
      origin,
      upstream: { host, port, ca: authority.certificate },
      direct: (connections) => new Pool(`https://127.0.0.1:${port}`, { connect, connections }),
      throughGuard: (connections) => throughProxy(guard.proxyUrl, guardCa, connections),
    });
  } finally {
    await rm(runDir, { recursive: true, force: true });
  }
}

const auditIn = (runDir: string): NonNullable<GuardOptions['audit']> => ({
  path: join(runDir, 'audit.jsonl'),
  copyPath: join(runDir, 'copy.checkpoints'),
  privateKey: generateAuditKey(),
  tester: { person: null, function: 'bench' },
  change: null,
});

/** One allowed read, whole; anything but 200 is LOAD_FAILED. */
export async function readOnce(dispatcher: Dispatcher, origin: string): Promise<void> {
  const path = '/Messages/5d0e5c1a-6a0b-4b7e-9a51-2f6f3c0d8b11/status';
  const { statusCode, body } = await dispatcher.request({ origin, path, method: 'GET' });
  await body.dump();
  if (statusCode === 200) return;
  throw new HarnessError(`The measured read was expected to be answered 200, not ${statusCode}.`, {
    code: 'LOAD_FAILED',
    stage: 'guard',
    hint: 'The policy in harness/bench/guard-bench.ts must allow it.',
  });
}
