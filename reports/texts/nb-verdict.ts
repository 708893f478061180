import type { VerdictFacts } from './texts.ts';

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
const list = (words: readonly string[]): string => new Intl.ListFormat('nb').format(words);

/** Konklusjonen som én setning på bokmål. `name` gir navnet på en deltaker. */
export function verdictSentenceNb(
  { verdict, runs, comparison, findings }: VerdictFacts,
  name: (participant: string | null) => string,
  refused = '',
): string {
  const title = (kind: string): string => runs.find((run) => run.kind === kind)?.title.nb ?? 'ingenting';
  const of = (...kinds: string[]) => findings.filter(({ kind }) => kinds.includes(kind));
  const owners = (found: typeof findings): string =>
    list([...new Set(found.flatMap(({ participant }) => (participant === null ? [] : [name(participant)])))]);
  const compared = comparison?.scenarios;
  switch (verdict) {
    case 'same': {
      const count = (compared?.same ?? 0) + (compared?.noise ?? 0) + (compared?.expected ?? 0);
      const expected = compared?.expected
        ? `, ${plural(compared.expected, 'ventet forskjell', 'ventede forskjeller')}`
        : '';
      return `${title('verify')} viser det samme som ${title('test')}: ${plural(count, 'observasjon', 'observasjoner')} sammenlignet${expected}.`;
    }
    case 'passed': {
      const passed = runs.reduce((sum, run) => sum + run.passed, 0);
      if (runs.every(({ kind }) => kind === 'load'))
        return `${title('load')} holdt følge: hver melding kom fram én gang.`;
      const where = list([...new Set(runs.map((run) => run.title.nb))]);
      return `${plural(passed, 'scenario ble kjørt', 'scenarioer ble kjørt')} i ${where}, og alle gikk bra.`;
    }
    case 'drift': {
      const found = of('drift', 'missing', 'extra');
      return `${title('verify')} avviker: ${plural(found.length, 'forskjell', 'forskjeller')}, hos ${owners(found)}.`;
    }
    case 'failed': {
      const found = of('failed', 'unexpected request');
      const where = owners(found);
      return `${plural(found.length, 'feil', 'feil')}${where === '' ? '' : ` hos ${where}`}. Kjeden viser hvor det stoppet.`;
    }
    case 'blocked': {
      const where = owners(of('blocked'));
      return where === ''
        ? 'Ingenting kan sies: ingen observasjoner kunne sammenlignes.'
        : `Ingenting kan sies: ${where} svarte ikke som det skal (${plural(of('blocked').length, 'scenario', 'scenarioer')} blokkert).`;
    }
    case 'refused':
      return `Avvist før noe startet: ${refused}`;
    case 'safety stop':
      return `Sikkerhetsstopp: ${list(
        [
          of('identity').length > 0 && 'et svar inneholdt en person som ikke er testperson her',
          of('stopped').length > 0 && 'kjøringen ble stanset før den var ferdig',
          of('denied').length > 0 &&
            `vakten nektet ${plural(of('denied').length, 'forespørsel', 'forespørsler')}`,
          of('audit log').length > 0 && 'revisjonsloggen fra kjøringen er ikke hel',
          of('unexplained').length > 0 && 'vakten, revisjonsloggen og Playwright sier ikke det samme',
          of('leak').length > 0 && 'rapporten ble holdt tilbake, for den ville fortalt noe den ikke skal',
        ].filter((part) => part !== false),
      )}.`;
    case 'fault':
      return `En feil i verdikjede selv: ${of('fault')[0]?.because ?? ''}`;
    case 'interrupted':
      return 'Avbrutt før slutten: det som vises her, er ikke alt.';
  }
}
