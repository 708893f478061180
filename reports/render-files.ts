import { fileSafe, pageFile, type Report } from './render/report.ts';
import { renderComparison } from './render/render-comparison.ts';
import { renderIndex } from './render/render-index.ts';
import { renderJunit } from './render/junit.ts';
import { renderLoad } from './render/render-load.ts';
import { renderRun } from './render/render-run.ts';
import { en } from './texts/en.ts';
import { nb } from './texts/nb.ts';

export type Input = Omit<Report, 'texts' | 'comparison'> & {
  readonly comparison?: Report['comparison'];
  readonly refused?: string | undefined;
  readonly renderers?: readonly Renderer[] | undefined;
};

/** One file of the report and how its text is made. */
export interface Renderer {
  /** Relative to the report's folder. */
  readonly file: string;
  readonly render: (input: Input) => string;
}

export interface RenderedFiles {
  readonly files: ReadonlyMap<string, string>;
  /** `file: message` of each renderer that threw. */
  readonly failed: readonly string[];
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

function pageRenderers({ records, comparison }: Input): Renderer[] {
  const runs = records.filter(({ kind }) => kind !== 'load');
  return [nb, en].flatMap((texts) => {
    const reportOf = (input: Input): Report => ({ ...input, comparison: input.comparison, texts });
    const file = (name: Parameters<typeof pageFile>[0]) => pageFile(name, texts.language);
    return [
      { file: file('index'), render: (input: Input) => renderIndex(reportOf(input), input.refused) },
      ...runs.map((record) => ({
        file: file(`run-${record.id}`),
        render: (input: Input) => renderRun(reportOf(input), record),
      })),
      ...(comparison === undefined
        ? []
        : [{ file: file('comparison'), render: (input: Input) => renderComparison(reportOf(input)) }]),
      ...(records.some(({ load }) => load !== undefined)
        ? [{ file: file('load'), render: (input: Input) => renderLoad(reportOf(input)) }]
        : []),
    ];
  });
}

/** Makes the text of every file of a report. A renderer that throws leaves its file out and stops no other. */
export function renderFiles(input: Input): RenderedFiles {
  const { records, comparison, verdict, renderers = [] } = input;
  const all: Renderer[] = [
    ...pageRenderers(input),
    { file: 'verdict.json', render: () => json(verdict) },
    ...(comparison === undefined ? [] : [{ file: 'comparison.json', render: () => json(comparison) }]),
    { file: 'junit.xml', render: () => renderJunit(records) },
    ...records.map((record) => ({ file: `runs/${fileSafe(record.id)}.json`, render: () => json(record) })),
    ...renderers,
  ];
  const files = new Map<string, string>();
  const failed: string[] = [];
  for (const { file, render } of all) {
    try {
      files.set(file, render(input));
    } catch (error) {
      failed.push(`${file}: ${error instanceof Error ? error.message : 'unknown error'}`);
    }
  }
  return { files, failed };
}
