import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { HarnessError } from '../errors.ts';
import { auditAppend } from './audit-append.ts';
import { auditVerify } from './audit-verify.ts';
import { measuredLine, type BenchLine, type Figure } from './bench-line.ts';
import { exchangePath, exchangePathWithTokens } from './exchange-path.ts';
import { exchangePathWiremock } from './exchange-path-wiremock.ts';
import { guardLatency, guardLatencyAudited } from './guard-latency.ts';
import { guardThroughput } from './guard-throughput.ts';
import { messageParse } from './message-parse.ts';
import { scenarioOverhead } from './scenario-overhead.ts';
import { startContainer, startProcess } from './start-time.ts';

export type { BenchLine } from './bench-line.ts';

const figures: readonly Figure[] = [
  // Held to milliseconds, not to a reference: first, before an engine has anything to clear up.
  guardLatency,
  guardLatencyAudited,
  startContainer,
  startProcess,
  guardThroughput,
  auditAppend,
  auditVerify,
  scenarioOverhead,
  exchangePath,
  exchangePathWithTokens,
  exchangePathWiremock,
  messageParse,
];

export interface BenchOptions {
  /** JSON file of the lines, written anew after each figure. */
  readonly out: string;
  /** Figures by name; all when absent. */
  readonly only?: readonly string[];
  /** One sentence at a time: what is measured, how noisy it was. */
  readonly onProgress: (note: string) => void;
}

/**
 * Measures the figures one after the other, each against its reference in the same run. One that cannot be
 * measured on this machine does not stop the rest; at the end it is SETUP_MISSING, with all reasons. A goal not met
 * is data. Throws USAGE for a figure that does not exist.
 */
export async function runBench(options: BenchOptions): Promise<BenchLine[]> {
  const chosen = chooseFigures(options.only);
  const lines: BenchLine[] = [];
  const unmeasured: string[] = [];
  await mkdir(dirname(options.out), { recursive: true });
  for (const figure of chosen) {
    options.onProgress(`${figure.name} …`);
    try {
      const measured = await figure.measure((note) => options.onProgress(`  ${note}`));
      lines.push(measuredLine(figure, measured));
    } catch (error) {
      if (!(error instanceof HarnessError)) throw error;
      unmeasured.push(`  ${figure.name}: ${error.message} ${error.hint}`);
    }
    await writeFile(options.out, `${JSON.stringify(lines, undefined, 2)}\n`);
  }
  if (unmeasured.length === 0) return lines;
  throw new HarnessError(`These figures could not be measured here:\n${unmeasured.join('\n')}`, {
    code: 'SETUP_MISSING',
    stage: 'setup',
    hint: `The others stand in ${options.out}. Name figures to measure these alone: verdikjede bench guard.p50.`,
  });
}

function chooseFigures(only: readonly string[] | undefined): readonly Figure[] {
  if (only === undefined) return figures;
  const known = figures.map(({ name }) => name);
  const unknown = only.filter((name) => !known.includes(name));
  if (unknown.length === 0) return figures.filter(({ name }) => only.includes(name));
  throw new HarnessError(`There is no figure ${unknown.join(', ')}.`, {
    code: 'USAGE',
    stage: 'setup',
    hint: `Figures: ${known.join(', ')}.`,
  });
}
