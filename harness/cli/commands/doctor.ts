import { Command } from 'commander';
import { describeSealer } from '#harness/seal/describe-sealer.ts';
import { trySeal } from '#harness/seal/try-seal.ts';
import { lookUpTools, type Tool } from '../setup/tools.ts';
import { print } from '../terminal.ts';

/** `verdikjede doctor`: what is there, what is missing, and the command to get it. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('what this machine has, what it lacks, and how to get it')
    .option('--json', 'for programs')
    .addHelpText('after', '\nExamples:\n  $ npx verdikjede doctor')
    .action(async ({ json }: { json?: boolean }) => {
      const [tools, seal] = await Promise.all([lookUpTools(), trySeal()]);
      if (json === true) {
        print(
          JSON.stringify({ node: process.version, platform: process.platform, tools, seal }, undefined, 2),
        );
        return;
      }
      print(`✔ Node  ${process.version}`);
      for (const tool of Object.values(tools)) print(line(tool));
      print(
        seal.works
          ? `✔ seal  ${describeSealer(seal.sealer)}: tried, and it holds`
          : `✖ seal  ${seal.because}\n    → ${seal.hint}`,
      );
      print('');
      for (const [what, able] of Object.entries(abilities(tools, seal.works)))
        print(`${able ? '✔' : '✖'} ${what}`);
    });
}

const line = ({ name, purpose, found, howToGet }: Tool): string =>
  found === undefined ? `✖ ${name}  missing (${purpose})\n    → ${howToGet}` : `✔ ${name}  ${found}`;

type Tools = Awaited<ReturnType<typeof lookUpTools>>;

function abilities(
  { engine, browser, java, k6, sshKeygen }: Tools,
  sealed: boolean,
): Record<string, boolean> {
  const has = (tool: Tool): boolean => tool.found !== undefined;
  const run = has(browser) && (has(engine) || has(java));
  return {
    'test on this machine (verdikjede test)': run,
    'the whole line, verifying the rehearsal (verdikjede start)': run && has(sshKeygen),
    'load (verdikjede load)': has(k6) && (has(engine) || has(java)),
    'the seal for verifying what is not on this machine': sealed,
  };
}
