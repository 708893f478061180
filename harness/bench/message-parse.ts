import { randomUUID } from 'node:crypto';
import { Parser } from 'xml2js';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import { loadPairs, withLoadParties } from '#harness/load/load-parties.ts';
import { buildLabReport } from '#harness/messages/build/build-lab-report.ts';
import type { Code, LabReport } from '#harness/messages/build/clinical-facts.ts';
import { buildLetter } from '#harness/messages/build-letter.ts';
import { parseMessage } from '#harness/messages/parse-message.ts';
import { HarnessError } from '../errors.ts';
import { letterFor } from '../../scenarios/letter/payload.ts';
import type { Figure } from './bench-line.ts';
import { describeRounds, interleaved, median } from './statistics.ts';

const sizeBytes = 10_000;
const rounds = 24;
const roundMs = 250;
const unit = 'messages/s';

/**
 * Messages of 10 kB parsed and validated per second, against bare xml2js on the same bytes: a letter, which is mostly
 * text, and a lab report, which is mostly elements, in turn.
 */
export const messageParse: Figure = {
  name: 'message.parse',
  unit,
  goal: 0.7,
  better: 'higher',
  measure: async (tell) => {
    const bytes = messages().map((xml) => Buffer.from(xml));
    const ours = perSecond(bytes, (xml) => void parseMessage(xml));
    const bare = perSecond(bytes, parseBare);
    await interleaved(4, ours, bare);
    const seen = await interleaved(rounds, ours, bare);
    const sizes = bytes.map(({ length }) => `${length} bytes`).join(' and ');
    tell(
      `${sizes}; ours: ${describeRounds(seen.ours, unit)}; xml2js: ${describeRounds(seen.reference, unit)}`,
    );
    return { ours: median(seen.ours), reference: median(seen.reference) };
  },
};

const perSecond = (messages: readonly Buffer[], parse: (xml: string) => void) => (): Promise<number> => {
  const from = performance.now();
  let parsed = 0;
  while (performance.now() - from < roundMs) {
    for (const bytes of messages) parse(bytes.toString('utf8'));
    parsed += messages.length;
  }
  return Promise.resolve((parsed * 1000) / (performance.now() - from));
};

function parseBare(xml: string): void {
  let root: unknown;
  new Parser().parseString(xml, (error: Error | null, document: unknown) => {
    if (error !== null) throw error;
    root = document;
  });
  // It calls back before it returns; if not, nothing was measured.
  if (root !== undefined) return;
  throw new HarnessError('xml2js was expected to parse the message at once.', {
    code: 'LOAD_FAILED',
    stage: 'load',
    hint: 'See harness/bench/message-parse.ts and the option async of xml2js.',
  });
}

/** The two messages, each of 10 kB and a little more. */
function messages(): readonly string[] {
  const { roster } = loadEnvironment('local');
  const [pair] = loadPairs(withLoadParties(roster, 1), 1);
  const [person] = roster.people;
  if (pair === undefined || person === undefined)
    throw new RangeError('The roster has no pair or no person.');
  const { pid, familyName, givenName } = person;
  const patient = { pid, familyName, givenName };
  const head = { ...pair, patient, msgId: randomUUID(), genDate: new Date().toISOString() };
  const letter = letterFor(head);
  return [
    atSize((times) => buildLetter({ ...letter, text: `${letter.text}\n`.repeat(times) })),
    atSize((times) => buildLabReport(labReport(head, times))),
  ];
}

function atSize(build: (times: number) => string): string {
  for (let times = 1; ; times += 1) {
    const xml = build(times);
    if (Buffer.byteLength(xml) >= sizeBytes) return xml;
  }
}

function labReport(
  head: Pick<LabReport, 'sender' | 'receiver' | 'patient' | 'msgId' | 'genDate'>,
  results: number,
): LabReport {
  const code = (name: string): Code => ({ code: name.slice(0, 4), name, system: '2.16.578.1.12.4.1.1.7280' });
  const result = { investigation: code('P-Natrium'), result: { value: 140.5, unit: 'mmol/L' } };
  return {
    ...{ ...head, status: 'N', documentId: randomUUID(), requestId: randomUUID(), field: code('Biokjemi') },
    sample: { type: code('Serum'), collected: head.genDate },
    results: Array.from({ length: results }, () => ({ ...result, reference: '137 - 145' })),
  };
}
