import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { HeldCredential } from '#environments/credentials.schema.ts';
import type { AllowedOperation } from '#environments/environment.schema.ts';
import type { EndpointRef } from '#harness/common/participants.ts';
import type { Environment } from '#harness/environment/environment.ts';
import { HarnessError } from '#harness/errors.ts';
import type { AllowanceLimits } from './allowance.ts';
import { controlSocketName } from './ask-to-stop.ts';
import { compilePolicy } from './compile-policy.ts';
import { guardReadySchema, guardStopLine, type GuardConfig, type GuardSecrets } from './guard-config.ts';
import type { Policy } from './policy.ts';

export interface GuardOptions {
  readonly environment: Pick<Environment, 'name' | 'mode' | 'operations' | 'participants'>;
  /** Https origin of every endpoint of the environment. */
  readonly origins: Readonly<Record<EndpointRef, string>>;
  /** Address of every name; the guard resolves no other, unless the environment has real participants. */
  readonly resolve: Readonly<Record<string, string>>;
  /** PEM texts of the CAs that participants' certificates must lead to; the guard trusts no other. */
  readonly trust: readonly string[];
  /** An existing folder of this run: config, CA certificate and ledger are left there. */
  readonly runDir: string;
  readonly runId: string;
  /** Names for the requests of a test run; a verify run takes its environment's operations. */
  readonly label?: readonly AllowedOperation[];
  /** Told as soon as the process exists, so that a supervisor can end it whatever happens. */
  readonly onPid?: (pid: number) => void;
  /** Identity numbers of the environment's people: nobody else's may pass. */
  readonly roster: readonly string[];
  /** For tests of the guard itself, to show what the search holds back: it is not made. */
  readonly searchesNobody?: boolean;
  /** The audit log of the run, and the key that signs it. Without it none is kept. */
  readonly audit?: NonNullable<GuardConfig['audit']> & { readonly privateKey: string };
  /** Also listen on this unix socket: the way out of the seal. */
  readonly socketPath?: string | undefined;
  /** What it adds to requests on their way out: held by it alone, in memory. */
  readonly credentials?: readonly HeldCredential[];
  /** How much may leave, how fast and until when; without it nothing is limited. */
  readonly allowance?: AllowanceLimits | undefined;
  /** For tests of the guard itself: another policy than the environment's. */
  readonly policy?: Policy;
}

export interface RunningGuard extends AsyncDisposable {
  readonly proxyUrl: string;
  /** PEM file of the guard's own CA, for NODE_EXTRA_CA_CERTS. */
  readonly caPath: string;
  /** Base64 SHA-256 of that CA's public key, for Chromium's `--ignore-certificate-errors-spki-list`. */
  readonly caSpki: string;
  readonly ledgerPath: string;
  /** Resolves when the guard lets nothing pass any more: the ledger says why. */
  readonly stopped: Promise<void>;
  /** The unix socket that it also listens on, when one was asked for. */
  readonly socketPath: string | undefined;
  /** Resolves when the guard ends by itself: no request can pass any more. */
  readonly died: Promise<HarnessError>;
}

const processFile = fileURLToPath(new URL('guard-process.ts', import.meta.url));
const startTimeoutMs = 30_000;
const stopTimeoutMs = 10_000;

/** Starts the guard as a process of its own and waits until it listens. Throws GUARD_NOT_READY. */
export async function startGuard(options: GuardOptions): Promise<RunningGuard> {
  const { runDir } = options;
  const ledgerPath = join(runDir, 'ledger.jsonl');
  const caPath = join(runDir, 'guard-ca.pem');
  const configPath = join(runDir, 'guard.json');
  const config = configOf(options, { ledgerPath, caPath });
  writeFileSync(configPath, JSON.stringify(config), { mode: 0o600 });
  // No environment variables: several of them change what Node trusts or which proxy it takes.
  const child = spawn(process.execPath, [processFile, configPath], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {},
  });
  if (child.pid !== undefined) options.onPid?.(child.pid);
  // A child that ended already is told of below.
  child.stdin.on('error', () => undefined);
  const secrets: GuardSecrets = {
    auditKey: options.audit?.privateKey ?? null,
    credentials: [...(options.credentials ?? [])],
  };
  child.stdin.write(`${JSON.stringify(secrets)}\n`);
  const exited = once(child, 'close').then(
    ([code, signal]: unknown[]) => (typeof signal === 'string' ? signal : `exit code ${String(code)}`),
    () => 'it could not be started',
  );
  const lines = createInterface(child.stdout);
  // From the first line on: a guard may have to stop as soon as it is ready.
  const stopped = new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      if (line === guardStopLine) resolve();
    });
  });
  const port = await readPort(child, lines, exited);
  let stopping = false;
  return {
    proxyUrl: `http://127.0.0.1:${port}`,
    caPath,
    caSpki: spkiOf(readFileSync(caPath, 'utf8')),
    ledgerPath,
    stopped,
    socketPath: options.socketPath,
    died: new Promise((resolve) => {
      void exited.then((how) => {
        if (!stopping) resolve(stoppedError(how));
      });
    }),
    [Symbol.asyncDispose]: async () => {
      stopping = true;
      child.stdin.end();
      AbortSignal.timeout(stopTimeoutMs).addEventListener('abort', () => child.kill('SIGKILL'));
      await exited;
    },
  };
}

function configOf(options: GuardOptions, paths: Pick<GuardConfig, 'ledgerPath' | 'caPath'>): GuardConfig {
  return {
    policy: options.policy ?? compilePolicy(options.environment, options.origins, options.label),
    runId: options.runId,
    roster: options.searchesNobody === true ? null : [...options.roster],
    resolve: { ...options.resolve },
    allowSystemResolver: Object.values(options.environment.participants).some(({ as }) => as === 'url'),
    trust: options.trust.filter((pem) => pem !== ''),
    ...paths,
    socketPath: options.socketPath ?? null,
    controlPath: options.environment.mode === 'verify' ? join(options.runDir, controlSocketName) : null,
    allowance: options.allowance ?? null,
    ...(options.audit === undefined ? {} : { audit: placeOf(options.audit) }),
  };
}

const placeOf = ({ path, copyPath, tester, change }: NonNullable<GuardConfig['audit']>) => ({
  ...{ path, copyPath, tester, change },
});

async function readPort(
  child: ChildProcessByStdio<Writable, Readable, Readable>,
  lines: Interface,
  exited: Promise<string>,
): Promise<number> {
  let complaint = '';
  const keepComplaint = (part: Buffer): void => {
    complaint = (complaint + part.toString()).slice(-2000);
  };
  child.stderr.on('data', keepComplaint);
  const timeout = AbortSignal.timeout(startTimeoutMs);
  const timedOut = once(timeout, 'abort').then(() => `it was not ready in ${startTimeoutMs / 1000} s`);
  const line = once(lines, 'line').then(([text]: unknown[]) => ({
    text: String(text),
  }));
  const first = await Promise.race([line, exited, timedOut]);
  if (typeof first === 'string') {
    child.kill('SIGKILL');
    throw new HarnessError(`The guard did not start: ${first}.`, {
      code: 'GUARD_NOT_READY',
      stage: 'guard',
      hint: 'Its own words stand in the cause; `verdikjede doctor` checks what it needs.',
      cause: new Error(complaint),
    });
  }
  // From here on its libraries' words may carry what passes through it: read, and not kept.
  child.stderr.off('data', keepComplaint).resume();
  return guardReadySchema.parse(JSON.parse(first.text)).port;
}

/** Base64 SHA-256 of the public key of a certificate in PEM. */
export function spkiOf(pem: string): string {
  const key = new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(key).digest('base64');
}

const stoppedError = (how: string): HarnessError =>
  new HarnessError(`The guard stopped during the run (${how}).`, {
    code: 'GUARD_STOPPED',
    stage: 'guard',
    hint: 'Nothing passes without it, so the run ends here; run again.',
  });
