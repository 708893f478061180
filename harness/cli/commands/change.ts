import { Command } from 'commander';
import { changeCheckCommand } from './change-check.ts';
import { changeNewCommand } from './change-new.ts';
import { changeSignCommand } from './change-sign.ts';
import { changeShowCommand } from './change-show.ts';

/** `verdikjede change new|check|sign|show`: who may verify what, when and why. */
export function changeCommand(): Command {
  return new Command('change')
    .description('change records: what may be verified, when and why, signed by two people')
    .addCommand(changeNewCommand())
    .addCommand(changeCheckCommand())
    .addCommand(changeSignCommand())
    .addCommand(changeShowCommand())
    .addHelpText(
      'after',
      `
Examples:
  $ npx verdikjede change new production --out environments/changes/CHG-1234.yaml
  $ npx verdikjede change sign environments/changes/CHG-1234.yaml --key ~/.ssh/id_ed25519
  $ npx verdikjede change check environments/changes/CHG-1234.yaml
  $ npx verdikjede verify production --change environments/changes/CHG-1234.yaml

Exit codes:
  0 good · 2 wrong use, or refused by the gate: all reasons are listed`,
    );
}
