import { Command } from 'commander';
import { gateRefused, listFindings } from '#harness/gate/gate-refused.ts';
import { checkOffline } from '#harness/gate/gate.ts';
import { atGateOf, environmentOption, type ChangeOptions } from '../change-file.ts';
import { scenariosOption } from '../run-options.ts';
import { print, say } from '../terminal.ts';

/** `verdikjede change check`: all that the gate would say now, but for deployed versions. */
export const changeCheckCommand = (): Command =>
  new Command('check')
    .description('what the gate would say now; nothing is started, sent or used up')
    .argument('<file>', 'the change record')
    .addOption(environmentOption())
    .addOption(scenariosOption())
    .option('--json', 'for programs')
    .addHelpText('after', '\nExamples:\n  $ npx verdikjede change check environments/changes/CHG-1234.yaml')
    .action((file: string, options: ChangeOptions & { json?: boolean }) => {
      const at = atGateOf(file, options);
      const { findings, signers } = checkOffline(at);
      if (options.json === true) print(JSON.stringify({ findings, signers }, undefined, 2));
      const refused = findings.filter(({ warning }) => warning !== true);
      if (refused.length > 0) throw gateRefused(findings, at.environment.name);
      if (findings.length > 0) say(listFindings(findings));
      say(`✔ The gate of ${at.environment.name} has nothing against it. Signed by ${signers.join(' and ')}.`);
    });
