import { Command } from 'commander';
import { join } from 'node:path';
import { outputDir } from '../run-store.ts';
import { say } from '../terminal.ts';

/** `verdikjede bench`: speed and size, as ratios measured in one run. */
export function benchCommand(): Command {
  return new Command('bench')
    .description('measure the harness itself against references in the same run')
    .argument('[figures...]', 'only these figures')
    .addHelpText(
      'after',
      '\nExamples:\n  $ npm run bench\n  $ npx verdikjede bench guard.p50 exchange.path.direct',
    )
    .action(async (only: string[]) => {
      // Its tools are for development: nobody else need have them.
      const { runBench } = await import('#harness/bench/run-bench.ts');
      const lines = await runBench({
        out: join(outputDir, 'bench.json'),
        onProgress: say,
        ...(only.length === 0 ? {} : { only }),
      });
      for (const { figure, ours, reference, ratio, unit, goal, met } of lines) {
        const beside =
          reference === null ? '' : `, reference ${reference.toFixed(2)}, ratio ${ratio?.toFixed(2) ?? '-'}`;
        say(`${met ? '✔' : '✖'} ${figure}: ${ours.toFixed(2)} ${unit}${beside} (goal ${goal})`);
      }
      process.exitCode = lines.every(({ met }) => met) ? 0 : 1;
    });
}
