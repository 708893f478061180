import type { LedgerEntry } from '#harness/observation/ledger.schema.ts';
import type { ChainRecord, ScenarioRecord } from '#harness/observation/run-record.schema.ts';

type HopTrace = ScenarioRecord['trace'][number];

/**
 * In verify nobody can look into the participants: a hop is known only where the citizen or the harness made it,
 * through the guard. The other hops of a standing record were made long ago, and are not in the trace.
 */
export function traceFromLedger(
  scenario: ScenarioRecord,
  chains: readonly ChainRecord[],
  ledger: readonly LedgerEntry[],
): ScenarioRecord {
  const chain = chains.find(({ name }) => name === scenario.chain);
  if (chain === undefined || scenario.status === 'not run') return scenario;
  const mine = ledger.filter((e) => e.entry === 'request').filter((e) => belongs(e.scenario, scenario.title));
  const trace = chain.hops.flatMap((hop): HopTrace[] => {
    const requests = mine.filter(
      (entry) => entry.endpoint === hop.endpoint && entry.operation === hop.operation,
    );
    if (hop.from !== 'citizen' || requests.length === 0) return [];
    const good = requests.some(({ number }) => statusOf(ledger, number) < 400);
    return [{ hop: hop.id, state: good ? 'reached' : 'failed', documents: [] }];
  });
  return { ...scenario, trace };
}

const belongs = (id: string | null, title: string): boolean =>
  id !== null && id.replace(/ #\d+$/, '') === title;

function statusOf(ledger: readonly LedgerEntry[], number: number): number {
  const response = ledger.find((entry) => entry.entry === 'response' && entry.number === number);
  return response?.entry === 'response' ? response.status : 599;
}
