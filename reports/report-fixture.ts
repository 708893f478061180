import { compare } from '#harness/comparison/compare.ts';
import { aCanary, aProfileObservation, aRecord, aScenario } from '#harness/comparison/record-builder.ts';
import type { Approval, RunRecord, ScenarioRecord } from '#harness/observation/run-record.schema.ts';

/** A whole report's worth of runs for tests of the pages: the letter chain in `local` and `rehearsal`. */
const hop = (id: string, from: string, to: string, nb: string, en: string) => ({
  ...{ id, from, to, title: { nb, en } },
  endpoint: to,
  operation: id,
});
const chain = {
  name: 'letter',
  title: { nb: 'Brev fra sykehuset til innbyggeren', en: 'A letter from the hospital to the citizen' },
  participants: ['address-register', 'hospital-records', 'message-exchange', 'citizen-portal', 'id-gateway'],
  hops: [
    hop('lookup', 'hospital-records', 'address-register', 'slår opp mottakeren', 'looks the receiver up'),
    hop('send', 'hospital-records', 'message-exchange', 'sender brevet', 'sends the letter'),
    hop('fetch', 'citizen-portal', 'message-exchange', 'henter brevet', 'fetches the letter'),
    hop('store', 'citizen-portal', 'citizen-portal', 'legger det i innboksen', 'stores it in the inbox'),
    hop(
      'apprec',
      'citizen-portal',
      'message-exchange',
      'svarer med applikasjonskvittering (AppRec)',
      'answers with an AppRec',
    ),
    hop(
      'status',
      'hospital-records',
      'message-exchange',
      'leser transportstatus og AppRec',
      'reads transport state and AppRec',
    ),
    hop('login', 'citizen-portal', 'id-gateway', 'logger innbyggeren inn', 'logs the citizen in'),
  ],
};
const letterXml = `<?xml version="1.0" encoding="utf-8"?>
<MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24">
  <MsgInfo>
    <Type V="DIALOG_HELSEFAGLIG" DN="Helsefaglig dialog"/>
    <MsgId>5d3b0b4e-0c0f-4a53-9c53-1f7a2b6f0001</MsgId>
  </MsgInfo>
</MsgHead>`;
const appRecXml =
  '<AppRec xmlns="http://www.kith.no/xmlstds/apprec/2004-11-21"><Status V="1" DN="OK"/></AppRec>';

const names = ['lookup', 'send', 'fetch', 'store', 'apprec', 'status', 'login'] as const;
type HopName = (typeof names)[number];
const documentsAt: Partial<Record<HopName, ScenarioRecord['trace'][number]['documents']>> = {
  send: [{ title: 'sent', xml: letterXml }],
  apprec: [{ title: 'sent', xml: appRecXml }],
};

/** A trace over the given hops; at `stoppedAt` the message stopped, and later hops were not reached. */
export function aTrace(hops: readonly HopName[], stoppedAt?: HopName): ScenarioRecord['trace'] {
  const stop = stoppedAt === undefined ? hops.length : hops.indexOf(stoppedAt);
  return hops.map((name, index) => ({
    hop: name,
    state:
      index < stop ? ('reached' as const) : index === stop ? ('failed' as const) : ('not reached' as const),
    ...(index === stop ? { detail: 'The message exchange answered 400: the receiver is not active.' } : {}),
    documents: documentsAt[name] ?? [],
  }));
}

const arrives = 'the letter arrives and can be read';
const other = 'another citizen cannot see the letter';
const receipt = 'the sender has a positive AppRec within the deadline';
const unknown = 'an unknown receiver gives the sender a clear, negative outcome';

function scenarios(title: string, verify: boolean, stoppedAt?: HopName): ScenarioRecord[] {
  const inbox = [{ title, sender: 'sender', unread: false }];
  const steps = [
    { title: 'the hospital sends the letter', status: 'passed' as const, durationMs: 420 },
    { title: 'the citizen reads it', status: 'passed' as const, durationMs: 1310 },
  ];
  const failing: Partial<ScenarioRecord> = {
    status: 'failed',
    reason: 'Waited 5000 ms for the letter in the citizen’s inbox: not seen in 50 looks.',
    participant: 'message-exchange',
  };
  const trace = verify ? aTrace(['status', 'login']) : aTrace(names, stoppedAt);
  return [
    aScenario(
      arrives,
      stoppedAt === undefined
        ? { 'inbox entry': inbox, 'token claims': { acr: 'idporten-loa-high', pid: 'citizen' } }
        : {},
      { steps, trace, ...(stoppedAt === undefined ? {} : failing) },
    ),
    aScenario(
      other,
      { 'inbox of another citizen': [], 'link to the letter': { status: 404 } },
      { durationMs: 900 },
    ),
    aScenario(receipt, { receipt: { status: 'OK', within: '5 s' } }),
    aScenario(unknown, verify ? {} : { outcome: 'negative' }, {
      writes: true,
      ...(verify ? { status: 'not run', reason: 'writes', durationMs: 0 } : {}),
    }),
  ];
}

const participants: RunRecord['environment']['participants'] = [
  { name: 'message-exchange', as: 'mock', criticality: 1 },
  { name: 'address-register', as: 'mock', criticality: 1 },
  { name: 'id-gateway', as: 'mock', criticality: 1 },
  { name: 'hospital-records', as: 'standIn', criticality: 1 },
  { name: 'citizen-portal', as: 'standIn', criticality: 2 },
];
const profile = (domain: string, daysLeft: number) =>
  ['message-exchange', 'rest.address-register', 'id-porten.id-gateway', 'citizen-portal'].flatMap(
    (endpoint) => [
      aProfileObservation(endpoint, 'certificate', {
        subject: `CN=${endpoint}`,
        issuer: 'CN=verdikjede participants',
        names: [`${endpoint}.${domain}`],
        protocol: 'TLSv1.3',
      }),
      aProfileObservation(endpoint, 'certificate-days-left', { daysLeft, refused: null }),
    ],
  );

/** The audit log of a verify run that went well. */
const anAudit = (run: string): NonNullable<RunRecord['audit']> => ({
  path: `reports/output/evidence/${run}/audit.jsonl`,
  copy: `reports/output/checkpoints/${run}.checkpoints`,
  key: 'verdikjede.audit+5f0c9a11+AaGkPrC0f0yhlIuQ2Ow8Fq2r2m0k3kq4m1iJb6V8q7dn',
  records: 112,
  head: '9f2c4b7d'.repeat(8),
  counts: { opened: 1, intent: 53, outcome: 53, certificate: 4, closed: 1 },
  unanswered: 0,
  covered: 112,
  problem: null,
  attestation: `reports/output/evidence/${run}/attestation.json`,
});
const sent: NonNullable<RunRecord['sent']> = [
  {
    ...{ method: 'GET', host: 'citizen-portal.rehearsal.test:9443', path: '/letters/{id}' },
    ...{ outcome: 'answered', count: 53 },
  },
  {
    ...{ method: 'POST', host: 'message-exchange.rehearsal.test:9443', path: null },
    ...{ outcome: 'refused', count: 1 },
  },
];
/** A record that two people signed, in a window of Norwegian winter time. */
export const anApproval: Approval = {
  id: 'CHG-1234',
  digest: '3f'.repeat(32),
  what: 'Portal 1.1',
  why: 'deployed tonight',
  requester: 'bestiller@sykehus.test',
  tester: { person: 'tester@sykehus.test', function: 'tester' },
  signers: ['kari@sykehus.test', 'ola@nhn.test'],
  throwAway: false,
  window: { notBefore: '2026-11-22T08:00:00+01:00', notAfter: '2026-11-22T16:00:00+01:00' },
  versions: [{ name: 'citizen-portal', version: '1.1' }],
  risk: 'ROS-12',
  backup: 'DRIFT-5',
  restore: 'RUT-3',
  warnings: [],
};

interface Wanted {
  readonly titleInVerify?: string;
  readonly daysLeftInVerify?: number;
  readonly stoppedAt?: HopName;
}

/** The runs of `start`: an A/A pair and a verify run, green unless asked otherwise, and their comparison. */
export function aReport({ titleInVerify, daysLeftInVerify = 364, stoppedAt }: Wanted = {}) {
  const title = 'Innkalling til undersøkelse på Ålesund sjukehus';
  const test = aRecord('test', {
    id: 'test-20261122-080000',
    chains: [chain],
    scenarios: scenarios(title, false, stoppedAt),
    profile: profile('local.test', 364),
    guard: { requests: { read: 0, session: 0, allowed: 146 }, denials: [] },
  });
  const again = { ...test, id: 'test-20261122-080030' };
  const green = aRecord('verify', { id: 'verify-20261122-080100' });
  const verify = {
    ...green,
    chains: [chain],
    scenarios: scenarios(titleInVerify ?? title, true),
    profile: profile('rehearsal.test', daysLeftInVerify),
    guard: { requests: { read: 41, session: 12, allowed: 0 }, denials: [aCanary] },
    audit: anAudit(green.id),
    sent,
    reconciliation: {
      ...{ requests: 53, listed: 52, unexplained: [] },
      explained: [{ kind: 'favicon' as const, count: 1 }],
    },
    change: anApproval,
  };
  const records = [test, again, verify].map((record) => ({
    ...record,
    environment: { ...record.environment, participants },
  }));
  const comparison = compare({
    test: records[0],
    testAgain: records[1],
    verify: records[2],
    today: '2026-11-22',
  });
  return { records, comparison, at: new Date('2026-11-22T08:02:00.000Z') };
}

/** A load run of which one message was lost. */
export const aLoadRecord = (): RunRecord =>
  aRecord('load', {
    id: 'load-20261122-090000',
    load: {
      chain: 'letter',
      workload: 'smoke',
      durationMs: 30_400,
      messages: 1_843,
      messagesPerSecond: 60.6,
      steps: ['send', 'fetch', 'apprec', 'status'].map((name, index) => ({
        name,
        count: 1_843,
        failed: 0,
        p50: 3.1 + index,
        p95: 11.4,
        p99: 25.2,
        max: 88,
      })),
      thresholds: [{ name: 'http_req_failed: rate<0.01', met: true }],
      history: {
        accepted: 1_843,
        receipted: 1_842,
        lost: ['5d3b0b4e-0c0f-4a53-9c53-1f7a2b6f0009'],
        doubled: [],
        withoutReceipt: [],
        receiptDoubled: [],
      },
    },
  });
