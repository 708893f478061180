import { request } from 'node:https';
import { request as plainRequest, type RequestOptions } from 'node:http';
import { systemClock } from '#harness/common/clock.ts';
import type { Drift } from '#environments/drift.schema.ts';
import type { AddressPlan, EndpointAddress } from './address-plan.ts';
import { declarationOf } from './declarations.ts';
import { notReady } from './not-ready.ts';
import { operationsAt } from './plan/stubs.ts';

const loopback = '127.0.0.1';
const withinMs = 20_000;
const probeHeader = 'x-verdikjede-probe';

export interface ProbeOptions {
  readonly plan: AddressPlan;
  readonly drift: Drift | undefined;
  /** PEM text. */
  readonly ca: string;
}

/**
 * Asks every endpoint one documented question, the way that callers go: TLS verified, by the front, by WireMock.
 * What drift breaks on that way is left out: a name whose TLS or network drifts is asked behind the front.
 */
export async function probeEndpoints(options: ProbeOptions): Promise<void> {
  await Promise.all(options.plan.endpoints.map((endpoint) => probe(options, endpoint)));
  await forgetProbes(options.plan.ports.wiremock);
}

/** Takes our own questions, and nothing else, out of WireMock's journal: no scenario asked them. */
async function forgetProbes(port: number): Promise<void> {
  const answer = await fetch(`http://${loopback}:${port}/__admin/requests/remove`, {
    method: 'POST',
    body: JSON.stringify({ method: 'ANY', headers: { [probeHeader]: { equalTo: 'ready' } } }),
  });
  await answer.body?.cancel();
}

async function probe(options: ProbeOptions, endpoint: EndpointAddress): Promise<void> {
  const until = Date.now() + withinMs;
  for (;;) {
    const outcome = await ask(options, endpoint).catch(
      (error: unknown) => (error as { code?: string }).code ?? 'no answer',
    );
    if (outcome === 'ready') return;
    if (Date.now() > until) {
      throw notReady(
        endpoint.participant,
        `${endpoint.origin} does not answer through the front (${outcome})`,
        '',
      );
    }
    await systemClock.after(50);
  }
}

/** A documented GET if there is one, as simple as there is; else a POST without a body, which changes nothing. */
function question(endpoint: EndpointAddress): {
  method: string;
  path: string;
  headers: Record<string, string>;
} {
  const operations = operationsAt(endpoint, declarationOf(endpoint.participant)).filter(
    ({ stream }) => stream !== true,
  );
  const reads = operations.filter(({ method }) => method === 'GET');
  const simplest =
    reads.find(({ light }) => light === true) ??
    reads.find(({ path }) => !path.includes('{')) ??
    reads[0] ??
    operations[0];
  return {
    method: simplest?.method ?? 'GET',
    path: (simplest?.path ?? '/').replace(/\{[^}]+\}/g, 'ready'),
    headers:
      simplest?.soapAction === undefined
        ? {}
        : { SOAPAction: simplest.soapAction, 'Content-Type': 'text/xml' },
  };
}

function ask({ plan, drift, ca }: ProbeOptions, endpoint: EndpointAddress): Promise<string> {
  const { method, path, headers } = question(endpoint);
  const is = (entry: { endpoint: string }): boolean => entry.endpoint === endpoint.ref;
  const driftsOnTheWay = drift !== undefined && [...drift.tls, ...drift.network].some(is);
  const mayFail = drift?.stubs.some(is) === true || 'SOAPAction' in headers;
  const common: RequestOptions = {
    host: loopback,
    method,
    path,
    headers: { ...headers, [probeHeader]: 'ready', host: new URL(endpoint.origin).host },
    agent: false,
    timeout: 5_000,
  };
  const sent = driftsOnTheWay
    ? plainRequest({ ...common, port: plan.ports.wiremock })
    : request({ ...common, port: plan.ports.front, servername: endpoint.host, ca });
  return new Promise((resolve, reject) => {
    sent.once('response', (answer) => {
      answer.resume();
      const status = answer.statusCode ?? 0;
      resolve(status < 500 || mayFail ? 'ready' : `status ${status}`);
    });
    sent.once('timeout', () => sent.destroy(new Error('timeout')));
    sent.once('error', reject);
    sent.end();
  });
}
