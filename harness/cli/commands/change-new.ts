import { Command, InvalidArgumentError } from 'commander';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { systemClock } from '#harness/common/clock.ts';
import { inProject } from '#harness/environment/project-root.ts';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import { changeText } from '#harness/gate/change/change-text.ts';
import { newChange } from '#harness/gate/change/new-change.ts';
import { HarnessError } from '../../errors.ts';
import { saidIn, type Spoken } from '../said-in-change.ts';
import { scenariosFolder, scenariosOption } from '../run-options.ts';
import { say } from '../terminal.ts';

/** `verdikjede change new`: everything that can be worked out, and room for what people must say. */
export const changeNewCommand = (): Command =>
  new Command('new')
    .description(
      'write a change record: digests, window and nonce are worked out, the rest is filled in by people',
    )
    .argument('<environment>', 'name or file of an environment of mode verify')
    .requiredOption('--out <file>', 'where; it must not be there yet')
    .option('--id <id>', 'of the change in your own register')
    .option('--what <text>', 'what was changed')
    .option('--why <text>', 'why it is verified in this environment')
    .option('--requester <person>', 'who asks: name@place')
    .option('--tester <person>', 'who runs it: name@place; function and confidentiality come from the leases')
    .option('--hours <number>', 'how long the window is, from now on', hours, 8)
    .option('--risk <reference>', 'the risk assessment')
    .option('--backup <evidence>', 'evidence that a backup was verified')
    .option('--restore <routine>', 'the routine to restore')
    .addOption(scenariosOption())
    .addHelpText(
      'after',
      `
Examples:
  $ npx verdikjede change new production --out environments/changes/CHG-1234.yaml
  $ npx verdikjede change new production --out environments/changes/CHG-1234.yaml --id CHG-1234 --tester kari@example.org`,
    )
    .action((name: string, options: Spoken & { out: string; scenarios?: string }) => {
      const environment = loadEnvironment(name);
      const said = saidIn(options, environment, systemClock.now());
      const change = newChange(environment, scenariosFolder(options.scenarios), said);
      const out = resolve(options.out);
      const schema = relative(dirname(out), inProject('environments', 'changes', 'change.schema.json'));
      write(out, changeText(change, schema));
      say(
        `${relative(process.cwd(), out)}: fill in what is empty, then: npx verdikjede change check ${options.out}`,
      );
    });

/** Hours, up to the longest window that the gate takes. */
function hours(text: string): number {
  const value = Number(text);
  if (value > 0 && value <= 14 * 24) return value;
  throw new InvalidArgumentError('It must be a number of hours, at most 336.');
}

function write(out: string, text: string): void {
  try {
    mkdirSync(dirname(out), { recursive: true });
    writeFileSync(out, text, { flag: 'wx' });
  } catch (cause) {
    throw new HarnessError(`The change record ${out} cannot be written.`, {
      code: 'USAGE',
      stage: 'gate',
      hint: 'Is there one already? A new record has a new file.',
      cause,
    });
  }
}
