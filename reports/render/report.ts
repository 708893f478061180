import type { Comparison } from '#harness/comparison/comparison.ts';
import type { RunRecord } from '#harness/observation/run-record.schema.ts';
import type { Texts } from '../texts/texts.ts';
import type { Verdict } from '../verdict.schema.ts';

/** A page of another tool beside ours, Allure's for instance. */
export interface OtherReport {
  readonly title: string;
  /** Relative to the report's folder. */
  readonly href: string;
}

/** What all pages of one report are made from, in one language. */
export interface Report {
  readonly texts: Texts;
  readonly verdict: Verdict;
  /** In the order they ran. */
  readonly records: readonly RunRecord[];
  readonly comparison: Comparison | undefined;
  readonly others: readonly OtherReport[];
  readonly at: Date;
}

/** The pages, by name; a run's page is `run-<id>`. */
export type PageName = 'index' | 'comparison' | 'load' | `run-${string}`;

/** A run's id as it may stand in a file name and a link. */
export const fileSafe = (id: string): string => id.replace(/[^\w.-]/g, '_');

/** File name of a page: Norwegian is the main language, English has a suffix. */
export const pageFile = (name: PageName, language: Texts['language']): string =>
  `${fileSafe(name)}${language === 'nb' ? '' : `.${language}`}.html`;

/** Which pages this report has. */
export function pagesOf({
  records,
  comparison,
}: Pick<Report, 'records' | 'comparison'>): readonly PageName[] {
  const runs = records.filter(({ kind }) => kind !== 'load');
  return [
    'index',
    ...(comparison === undefined ? [] : (['comparison'] as const)),
    ...runs.map(({ id }): PageName => `run-${id}`),
    ...(records.some(({ load }) => load !== undefined) ? (['load'] as const) : []),
  ];
}

/** `2026-11-22 08:00:03` (UTC): the same in both languages, and sortable. */
export const instant = (iso: string): string => iso.slice(0, 19).replace('T', ' ');

/** `0.4 s`, `12 s`, `3 min 5 s` */
export function duration(ms: number, { number }: Texts): string {
  if (ms < 10_000) return `${number(ms / 1000, 1)} s`;
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
