import type { VerdictFacts } from './texts.ts';

const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
const list = (words: readonly string[]): string => new Intl.ListFormat('en').format(words);

/** The verdict as one English sentence. `name` gives a participant's title. */
export function verdictSentenceEn(
  { verdict, runs, comparison, findings, exitCode }: VerdictFacts,
  name: (participant: string | null) => string,
  refused = '',
): string {
  const title = (kind: string): string => runs.find((run) => run.kind === kind)?.title.en ?? 'nothing';
  const of = (...kinds: string[]) => findings.filter(({ kind }) => kinds.includes(kind));
  const owners = (found: typeof findings): string =>
    list([...new Set(found.flatMap(({ participant }) => (participant === null ? [] : [name(participant)])))]);
  const compared = comparison?.scenarios;
  switch (verdict) {
    case 'same': {
      const count = (compared?.same ?? 0) + (compared?.noise ?? 0) + (compared?.expected ?? 0);
      const expected = compared?.expected ? `, ${plural(compared.expected, 'expected difference')}` : '';
      return `${title('verify')} shows the same as ${title('test')}: ${plural(count, 'observation')} compared${expected}.`;
    }
    case 'passed': {
      const passed = runs.reduce((sum, run) => sum + run.passed, 0);
      if (runs.every(({ kind }) => kind === 'load'))
        return `${title('load')} kept up: every message arrived once.`;
      return `All ${plural(passed, 'scenario')} that ran in ${list([...new Set(runs.map((run) => run.title.en))])} passed.`;
    }
    case 'drift': {
      const found = of('drift', 'missing', 'extra');
      return `${title('verify')} differs: ${plural(found.length, 'difference')}, at ${owners(found)}.`;
    }
    case 'failed': {
      const found = of('failed', 'unexpected request');
      const where = owners(found);
      return `${plural(found.length, 'failure')}${where === '' ? '' : ` at ${where}`}. The chain shows where it stopped.`;
    }
    case 'blocked': {
      const where = owners(of('blocked'));
      return where === ''
        ? `Nothing can be said: ${of('blocked', 'not comparable')[0]?.because ?? ''}`
        : `Nothing can be said: ${where} did not answer as it should (${plural(of('blocked').length, 'scenario')} blocked).`;
    }
    case 'refused':
      return `Refused before anything started: ${refused}`;
    case 'safety stop':
      return `Safety stop: ${list(
        [
          of('identity').length > 0 && 'an answer carried a person who is not on the roster',
          of('stopped').length > 0 && 'the run was stopped before its end',
          of('denied').length > 0 && `the guard denied ${plural(of('denied').length, 'request')}`,
          of('audit log').length > 0 && 'the audit log of the run is not whole',
          of('unexplained').length > 0 && 'guard, audit log and Playwright do not tell the same',
          of('leak').length > 0 && 'the report was held back, for it would have told what it may not',
        ].filter((part) => part !== false),
      )}.`;
    case 'fault':
      return `A fault of verdikjede itself: ${of('fault')[0]?.because ?? ''}`;
    case 'interrupted':
      return `Interrupted before the end (exit ${exitCode}): what is shown is not the whole.`;
  }
}
