import { z } from 'zod';
import { participantOf } from '#harness/common/participants.ts';
import { createRedactor } from '#harness/identities/redact/create-redactor.ts';
import type { Evidence } from '#harness/observation/scenario-evidence.schema.ts';
import type { Chain, Hop } from './chain.ts';
import type { MessageReferences } from './evidence.ts';
import type { Journal, JournalEntry } from './journal.ts';
import { scenarioOf } from './unexpected-requests.ts';

const redact = createRedactor();

interface TraceQuestion {
  readonly chain: Chain;
  readonly journal: Journal;
  readonly references: MessageReferences;
  /** The scenario's id, as it stands in its header. */
  readonly scenario: string;
  readonly since: Date;
}

/** Follows one message along the hops of its chain, in what the participants really asked each other. */
export async function traceMessage(question: TraceQuestion): Promise<Evidence['trace']> {
  return Promise.all(
    question.chain.hops.map(async (hop) => {
      const participant = participantOf(hop.seenAs.endpoint) ?? hop.to;
      const all = await question.journal.ofOperation(participant, hop.seenAs.operation, question.since);
      const mine = all.filter((entry) => belongs(entry, hop, question));
      const good = mine.find((entry) => entry.response.status < 400);
      const shown = good ?? mine[0];
      if (shown === undefined) return { hop: hop.id, state: 'not reached' as const, documents: [] };
      return {
        hop: hop.id,
        state: good === undefined ? ('failed' as const) : ('reached' as const),
        detail: `${shown.request.method} answered ${shown.response.status}`,
        documents: documentsOf(shown),
      };
    }),
  );
}

function belongs(entry: JournalEntry, hop: Hop, { references, scenario }: TraceQuestion): boolean {
  const { by, document } = hop.seenAs;
  if (by === 'scenario') return scenarioOf(entry) === scenario;
  const reference = references[by];
  if (reference === undefined) return false;
  const xml = sentDocument(entry);
  const text = by === 'exchangeId' ? entry.request.url : (xml ?? entry.request.body);
  if (!text.includes(reference)) return false;
  if (document === undefined) return true;
  return (document === 'delivery report') === (xml?.includes('xmlstds/leveringsrapport/') ?? false);
}

const carrier = z.looseObject({ businessDocument: z.string() });
function decoded(body: string | undefined): string | undefined {
  if (body === undefined || !body.trimStart().startsWith('{')) return undefined;
  try {
    const parsed = carrier.safeParse(JSON.parse(body));
    return parsed.success ? Buffer.from(parsed.data.businessDocument, 'base64').toString('utf8') : undefined;
  } catch {
    return undefined;
  }
}
const sentDocument = (entry: JournalEntry): string | undefined => decoded(entry.request.body);

/** The XML that passed, or the JSON that stands for it (an AppRec is sent by status and errors). */
function documentsOf(entry: JournalEntry): Evidence['trace'][number]['documents'] {
  const sent = sentDocument(entry) ?? readable(entry.request.body);
  const received = decoded(entry.response.body) ?? readable(entry.response.body);
  return [
    ...(sent === undefined ? [] : [{ title: 'sent' as const, xml: redact(sent) }]),
    ...(received === undefined ? [] : [{ title: 'answer' as const, xml: redact(received) }]),
  ];
}

/** XML and JSON are worth showing; pages and files are not. */
function readable(body: string | undefined): string | undefined {
  const text = body?.trimStart() ?? '';
  const isData =
    text.startsWith('{') || text.startsWith('[') || (text.startsWith('<') && !/^<!doctype html/i.test(text));
  return isData && text.length < 200_000 ? text : undefined;
}
