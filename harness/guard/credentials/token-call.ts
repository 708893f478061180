import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import { systemClock } from '#harness/common/clock.ts';
import type { Allowance } from '../allowance.ts';
import { unwritten, type AuditedLedger } from '../audited-ledger.ts';
import type { CertificateWatch } from '../certificate-watch.ts';
import { failureCode } from '../guard-answers.ts';
import { createJudge } from '../judge.ts';
import { splitUrl } from '../judged-request.ts';
import type { Policy } from '../policy.ts';
import type { Refusal } from '../refusal-writer.ts';
import type { StopSwitch } from '../stop-switch.ts';

/** Where tokens are asked for. */
export const helseIdEndpoint = 'helse-id.id-gateway';

/** Posts a form to HelseID's token endpoint. */
export type TokenCall = (
  path: string,
  form: Record<string, string>,
  headers: Record<string, string>,
) => Promise<{ status: number; nonce: string | undefined; body: unknown }>;

interface Surroundings {
  readonly policy: Policy;
  readonly ledger: AuditedLedger;
  readonly stops: StopSwitch;
  readonly allowance: Allowance;
  readonly certificates: CertificateWatch;
  readonly nextNumber: () => number;
  readonly refuse: (refusal: Refusal) => void;
}

const timeoutMs = 15_000;

/**
 * The guard's own requests for tokens: judged by the same policy as any other, held back by the same limits, and
 * written down before they leave. Rejects where one may not leave, or gets no answer.
 */
export function createTokenCall(around: Surroundings): TokenCall {
  const { policy, ledger, stops, allowance, certificates, nextNumber } = around;
  const judge = createJudge(policy);
  return async (path, form, headers) => {
    const url = new URL(path, policy.origins[helseIdEndpoint]).href;
    const { hostname = '', port = 0, authority = '' } = splitUrl(url) ?? {};
    const body = Buffer.from(new URLSearchParams(form).toString());
    const contentType = 'application/x-www-form-urlencoded';
    const all = {
      host: authority,
      'content-type': contentType,
      'content-length': String(body.length),
      ...headers,
    };
    const target = { method: 'POST', host: `${hostname}:${port}` };
    const verdict = judge({
      method: 'POST',
      url,
      headers: Object.entries(all),
      body,
      destination: { hostname, port },
    });
    const refused = (reason: string): Error => {
      around.refuse({ method: 'POST', hostname, port, reason, scenario: null });
      return new Error(reason);
    };
    if (!verdict.allow) throw refused(`The guard's own request for a token: ${verdict.reason}`);
    const pacedMs = allowance.take();
    if (pacedMs > 0) await systemClock.after(pacedMs);
    if (!allowance.isOpen() || stops.reason !== undefined) throw refused(stops.reason ?? '');
    const number = nextNumber();
    const { kind, endpoint, operation } = verdict;
    const facts = { kind, endpoint, operation: operation?.id ?? null, path: operation?.path ?? 'other' };
    ledger.append({ entry: 'request', number, scenario: null, own: true, ...target, ...facts });
    const isWritten = await ledger.acknowledged();
    if (!isWritten || stops.reason !== undefined) {
      ledger.append({ entry: 'failed', number, reason: isWritten ? 'STOPPED' : 'AUDIT_UNWRITABLE' });
      throw refused(stops.reason ?? unwritten);
    }
    const answer = await post(url, all, body).catch((error: unknown) => {
      const reason = failureCode(error as NodeJS.ErrnoException);
      ledger.append({ entry: 'failed', number, reason });
      certificates.refused(endpoint, reason);
      throw error;
    });
    const { statusCode: status = 0, headers: answered } = answer;
    const names = Object.keys(answered).sort();
    ledger.append({
      ...{ entry: 'response', number, status, headers: names },
      contentType: answered['content-type'] ?? null,
    });
    certificates.accepted(endpoint, answer.socket);
    const nonce = answered['dpop-nonce'];
    return { status, nonce: typeof nonce === 'string' ? nonce : undefined, body: await jsonOf(answer) };
  };
}

async function post(url: string, headers: Record<string, string>, body: Buffer): Promise<IncomingMessage> {
  const request = https.request(url, { method: 'POST', headers, timeout: timeoutMs });
  // Also when it has begun to answer, and then nobody else listens.
  request.on('error', () => undefined);
  request.on('timeout', () => request.destroy(new Error('HelseID said nothing for too long.')));
  request.end(body);
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  return answer;
}

async function jsonOf(answer: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  try {
    return JSON.parse(Buffer.concat(parts).toString());
  } catch {
    return undefined;
  }
}
