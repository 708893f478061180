import { check, sleep } from 'k6';
import encoding from 'k6/encoding';
import exec from 'k6/execution';
import http, { type RefinedResponse, type ResponseType } from 'k6/http';
import { Counter, Trend } from 'k6/metrics';
import type { LoadEvidence } from '#harness/common/load-evidence.ts';
import type { LoadPlan } from '#harness/common/load-plan.ts';
import { buildLetter } from '#harness/messages/build-letter.ts';
import { letterFor } from './payload.ts';

// Globals of k6 that its types leave out.
declare const console: { log(line: string): void };
declare const crypto: { randomUUID(): string };

interface Listed {
  readonly id: string;
  readonly businessDocumentId: string;
  readonly isAppRec: boolean;
}

const plan = JSON.parse(open(__ENV['PLAN'] ?? '')) as LoadPlan;
const headers = { 'api-version': '2', 'nhn-source-system': 'verdikjede load, v1' };
const jsonHeaders = { ...headers, 'content-type': 'application/json' };

const steps = ['send', 'fetch', 'apprec', 'status', 'receipt'] as const;
type Step = (typeof steps)[number];
const measures = Object.fromEntries(
  steps.map((step, i) => [
    step,
    { time: new Trend(`step_${i + 1}_${step}`, true), failed: new Counter(`failed_${i + 1}_${step}`) },
  ]),
) as Record<Step, { time: Trend; failed: Counter }>;
const wholeMessages = new Counter('whole_messages');

const limit = (threshold: string) => ({ threshold, abortOnFail: plan.endAtThreshold });

/** What the chain promises under load: every step in time, no step failed. */
export const options = {
  ...plan.options,
  summaryTrendStats: ['count', 'p(50)', 'p(95)', 'p(99)', 'max'],
  thresholds: {
    ...Object.fromEntries(steps.map((step, i) => [`step_${i + 1}_${step}`, [limit('p(95)<1000')]])),
    ...Object.fromEntries(steps.map((step, i) => [`failed_${i + 1}_${step}`, [limit('count==0')]])),
    whole_messages: ['count>0'],
  },
};

/** One message's whole path, by a sender and a receiver that no other virtual user shares. */
export default function walkOneLetter(): void {
  const pair = plan.pairs[exec.vu.idInTest - 1];
  const patient = plan.patients[exec.scenario.iterationInTest % plan.patients.length];
  if (pair === undefined || patient === undefined) {
    exec.test.abort('the plan has fewer pairs than virtual users');
    return;
  }
  const msgId = crypto.randomUUID();
  const document = encoding.b64encode(
    buildLetter(letterFor({ ...pair, patient, msgId, genDate: new Date().toISOString() })),
  );
  const id = send(msgId, document);
  if (id === undefined) return;
  const arrived = receive(pair.receiver.serviceHerId, { msgId, document });
  if (!arrived) return;
  const acknowledged = readStatus(id);
  const receipted = collectReceipts(pair.sender.serviceHerId, msgId);
  if (!acknowledged || !receipted) return;
  wholeMessages.add(1);
  evidence({ event: 'whole', msgId });
}

/** What is still on its way when the last message is sent, or came twice, is seen here. */
export function teardown(): void {
  for (const { sender, receiver } of plan.pairs) {
    for (const message of list('fetch', receiver.serviceHerId)) {
      if (isAnswered(message.id)) answered.add(message.id);
      answer(receiver.serviceHerId, message);
    }
    for (const message of list('receipt', sender.serviceHerId)) readReceipt(sender.serviceHerId, message);
  }
}

/** k6's summary, for the load room. */
export function handleSummary(data: unknown): Record<string, string> {
  return { [__ENV['SUMMARY'] ?? '']: JSON.stringify(data) };
}

function send(msgId: string, document: string): string | undefined {
  const body = {
    businessDocument: document,
    contentType: 'application/xml',
    contentTransferEncoding: 'base64',
  };
  const response = call('send', 201, () =>
    http.post(`${plan.baseUrl}/Messages`, JSON.stringify(body), { headers: jsonHeaders }),
  );
  if (response === undefined) return undefined;
  const id = response.json() as string;
  evidence({ event: 'accepted', id, msgId });
  return id;
}

/** Fetches and answers all that lies in the inbox until the sent message was among it, unchanged. */
function receive(herId: string, sent: { msgId: string; document: string }): boolean {
  return patiently('fetch', () => {
    let arrived = false;
    for (const message of list('fetch', herId)) {
      const document = answer(herId, message);
      if (message.businessDocumentId !== sent.msgId) continue;
      arrived = true;
      if (document !== sent.document) failed('fetch', 'the document is not the one sent');
    }
    return arrived;
  });
}

/** What this virtual user has sent an AppRec for: a message that comes again is not answered again. */
const answered = new Set<string>();

/** Downloads a message, sends its AppRec and marks it read; returns the document as it came. */
function answer(herId: string, message: Listed): string | undefined {
  const document = download('fetch', message.id);
  if (document === undefined) return undefined;
  evidence({ event: 'fetched', id: message.id, msgId: message.businessDocumentId });
  if (!answered.has(message.id)) sendAppRec(herId, message.id);
  markRead('apprec', message.id, herId);
  return document;
}

function sendAppRec(herId: string, id: string): void {
  const body = JSON.stringify({ appRecStatus: 'Ok', appRecErrorList: [] });
  const url = `${plan.baseUrl}/Messages/${id}/apprec/${herId}`;
  const response = call('apprec', 201, () => http.post(url, body, { headers: jsonHeaders }));
  if (response === undefined) return;
  answered.add(id);
  evidence({ event: 'receipted', id, receiptId: response.json() as string });
}

function isAnswered(id: string): boolean {
  const response = call('apprec', 200, () => http.get(`${plan.baseUrl}/Messages/${id}/apprec`, { headers }));
  const receivers = (response?.json() ?? []) as unknown as { appRecStatus: string | null }[];
  return receivers.some(({ appRecStatus }) => appRecStatus !== null);
}

function readStatus(id: string): boolean {
  const response = call('status', 200, () => http.get(`${plan.baseUrl}/Messages/${id}/status`, { headers }));
  if (response === undefined) return false;
  const [status] = response.json() as unknown as { transportDeliveryState: string; appRecStatus: string }[];
  const acknowledged = status?.transportDeliveryState === 'Acknowledged' && status.appRecStatus === 'Ok';
  if (!acknowledged) failed('status', 'not acknowledged with a positive AppRec');
  return acknowledged;
}

function collectReceipts(herId: string, msgId: string): boolean {
  return patiently('receipt', () =>
    list('receipt', herId)
      .map((message) => readReceipt(herId, message))
      .includes(msgId),
  );
}

/** Downloads an AppRec and marks it read; returns the MsgId of the message that it answers. */
function readReceipt(herId: string, message: Listed): string | undefined {
  const document = message.isAppRec ? download('receipt', message.id) : undefined;
  if (document === undefined) return undefined;
  const xml = encoding.b64decode(document, 'std', 's');
  const msgId = /<(?:\w+:)?OriginalMsgId[\s>][\s\S]*?<(?:\w+:)?Id>\s*([^<\s]+)/.exec(xml)?.[1];
  if (msgId === undefined) {
    failed('receipt', 'the AppRec names no original message');
    return undefined;
  }
  evidence({ event: 'receipt', receiptId: message.id, msgId });
  markRead('receipt', message.id, herId);
  return msgId;
}

function list(step: Step, herId: string): readonly Listed[] {
  const query = `ReceiverHerIds=${herId}&IncludeMetadata=true&MessagesToFetch=100`;
  const response = call(step, 200, () => http.get(`${plan.baseUrl}/Messages?${query}`, { headers }));
  return response === undefined ? [] : (response.json() as unknown as Listed[]);
}

function download(step: Step, id: string): string | undefined {
  const url = `${plan.baseUrl}/Messages/${id}/business-document`;
  const response = call(step, 200, () => http.get(url, { headers }));
  return (response?.json() as { businessDocument?: string } | undefined)?.businessDocument;
}

function markRead(step: Step, id: string, herId: string): void {
  call(step, 204, () => http.put(`${plan.baseUrl}/Messages/${id}/read/${herId}`, null, { headers }));
}

/** Looks again until it holds or the plan's patience is over; then the step has failed. */
function patiently(step: Step, look: () => boolean): boolean {
  const deadline = Date.now() + plan.patienceMs;
  while (!look()) {
    if (Date.now() >= deadline) {
      failed(step, `not there after ${plan.patienceMs} ms`);
      return false;
    }
    sleep(0.1);
  }
  return true;
}

type Answer = RefinedResponse<ResponseType | undefined>;

/** One request, measured as part of its step; undefined, and the step failed, unless the status is as expected. */
function call(step: Step, status: number, request: () => Answer): Answer | undefined {
  const response = request();
  if (response.error_code === connectionRefused) exec.test.abort('the exchange does not answer');
  measures[step].time.add(response.timings.duration);
  if (check(response, { [`${step}: ${status}`]: (seen) => seen.status === status })) return response;
  failed(step, `answered ${response.status}, not ${status}`);
  return undefined;
}

/** k6's own code: nothing listens there. */
const connectionRefused = 1212;

function failed(step: Step, why: string): void {
  measures[step].failed.add(1);
  evidence({ event: 'failed', step, why });
}

function evidence(seen: LoadEvidence): void {
  console.log(JSON.stringify(seen));
}
