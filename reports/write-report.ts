import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Comparison } from '#harness/comparison/comparison.ts';
import type { RunRecord } from '#harness/observation/run-record.schema.ts';
import { HarnessError } from '#harness/errors.ts';
import { maskIdentities } from '#harness/identities/mask-identities.ts';
import { findLeaks } from './leak-gate/find-leaks.ts';
import { renderFiles, type RenderedFiles, type Renderer } from './render-files.ts';
import type { OtherReport } from './render/report.ts';
import { verdictOf } from './verdict.ts';
import type { Verdict } from './verdict.schema.ts';

/** A report of another tool, written into its own folder beside ours. */
export interface Extra extends OtherReport {
  readonly write: (reportDir: string) => Promise<void>;
}

export interface ReportInput {
  /** In the order they ran. */
  readonly records: readonly RunRecord[];
  readonly comparison?: Comparison | undefined;
  /** When the report is written. */
  readonly at: Date;
  /** Why nothing was allowed to start. */
  readonly refused?: string | undefined;
  readonly extras?: readonly Extra[] | undefined;
  /** People whose names may not stand in the report. */
  readonly names?: readonly string[] | undefined;
  /** Renderers beyond the usual ones. */
  readonly renderers?: readonly Renderer[] | undefined;
}

export interface WrittenReport {
  readonly verdict: Verdict;
  /** Files that could not be made; the verdict is then a fault. */
  readonly failedRenderers: readonly string[];
  /** Reports of other tools that could not be made: told, but no fault of the run. */
  readonly failedExtras: readonly string[];
}

async function writeExtras(folder: string, extras: readonly Extra[]): Promise<string[]> {
  const failed: string[] = [];
  for (const extra of extras) {
    try {
      await extra.write(folder);
    } catch (error) {
      failed.push(`${extra.href}: ${error instanceof Error ? error.message : 'unknown error'}`);
    }
  }
  return failed;
}

/** Puts the folder in the place of the old one: whoever looks sees the old report or the new, whole. */
async function replaceFolder(made: string, target: string): Promise<void> {
  const old = `${made}-old`;
  const moved = await rename(target, old).then(
    () => true,
    () => false,
  );
  await rename(made, target);
  if (moved) await rm(old, { recursive: true, force: true });
}

async function writeFiles(folder: string, { files }: RenderedFiles): Promise<void> {
  for (const [name, text] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

/**
 * The leak gate. Where anything in the folder may not be published, all of it is taken away, and a report that only
 * says so stands in its place. Returns that report's verdict.
 */
async function holdBack(made: string, { at, names = [] }: ReportInput): Promise<Verdict | undefined> {
  const leaks = await findLeaks(made, { names });
  if (leaks.length === 0) return undefined;
  await rm(made, { recursive: true, force: true });
  await mkdir(made, { recursive: true });
  const told = leaks.map(({ file, leak, via }) => {
    const below = via.length === 0 ? '' : ` (below ${via.join(', ')})`;
    return `The leak gate found a thing that may not be published (${leak}${below}) in ${maskIdentities(file)}. Nothing of the report was published.`;
  });
  const verdict = verdictOf({ tests: [], leaks: [...new Set(told)] });
  await writeFiles(made, renderFiles({ verdict, records: [], others: [], at }));
  return verdict;
}

/**
 * Writes the whole report: pages in both languages, verdict.json, comparison.json, junit.xml, the run records.
 * A renderer that throws stops no other; the verdict is then a fault. Throws REPORT_FAILED only when the
 * folder itself cannot be written.
 */
export async function writeReport(outDir: string, input: ReportInput): Promise<WrittenReport> {
  const { records, comparison, refused, extras = [] } = input;
  const made = join(dirname(outDir), `.${basename(outDir)}-${randomUUID()}`);
  try {
    await mkdir(made, { recursive: true });
    const failedExtras = await writeExtras(made, extras);
    const others = extras.filter(({ href }) => !failedExtras.some((failed) => failed.startsWith(`${href}:`)));
    const verdictWith = (faults: readonly string[]): Verdict =>
      verdictOf({
        tests: records.filter(({ kind }) => kind === 'test'),
        verify: records.findLast(({ kind }) => kind === 'verify'),
        load: records.findLast(({ kind }) => kind === 'load'),
        ...{ comparison, refused, faults: faults.map((fault) => `The report is not whole: ${fault}`) },
      });
    const draft = { ...input, others };
    const first = renderFiles({ ...draft, verdict: verdictWith([]) });
    const verdict = verdictWith(first.failed);
    // What failed is only known now: the pages and verdict.json must say so too.
    const rendered = first.failed.length === 0 ? first : renderFiles({ ...draft, verdict });
    await writeFiles(made, rendered);
    const heldBack = await holdBack(made, input);
    await replaceFolder(made, outDir);
    if (heldBack !== undefined) return { verdict: heldBack, failedRenderers: [], failedExtras };
    return { verdict, failedRenderers: first.failed, failedExtras };
  } catch (error) {
    await rm(made, { recursive: true, force: true }).catch(() => undefined);
    throw new HarnessError(`The report could not be written to ${outDir}.`, {
      code: 'REPORT_FAILED',
      stage: 'report',
      hint: 'See that the folder may be written and that the disk has room.',
      cause: error,
    });
  }
}
