import { Command, CommanderError } from 'commander';
import { readFileSync } from 'node:fs';
import { inProject } from '#harness/environment/project-root.ts';
import { attestationCommand } from './commands/attestation.ts';
import { auditCommand } from './commands/audit.ts';
import { benchCommand } from './commands/bench.ts';
import { changeCommand } from './commands/change.ts';
import { compareCommand } from './commands/compare.ts';
import { doctorCommand } from './commands/doctor.ts';
import { loadCommand } from './commands/load.ts';
import { messageCommand } from './commands/message.ts';
import { mocksCommand } from './commands/mocks.ts';
import { profileCommand } from './commands/profile.ts';
import { purgeCommand } from './commands/purge.ts';
import { reportCommand } from './commands/report.ts';
import { rosterCommand } from './commands/roster.ts';
import { selftestCommand } from './commands/selftest.ts';
import { startCommand } from './commands/start.ts';
import { testCommand } from './commands/test.ts';
import { verifyCommand } from './commands/verify.ts';
import { exitCodeOf, explainError } from './explain-error.ts';
import { say } from './terminal.ts';

const { version } = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as { version: string };

const program = new Command('verdikjede')
  .description('Tests value chains in Norwegian health end to end, and verifies production without writing.')
  .version(version)
  .showHelpAfterError('→ verdikjede help shows all commands.')
  .exitOverride()
  .addHelpText(
    'after',
    `
Examples:
  $ npx verdikjede start                       everything once: test twice, verify the rehearsal, compare, report
  $ npx verdikjede test --grep "letter"        run scenarios against mocks and stand-ins
  $ npx verdikjede verify rehearsal            the same scenarios, reading only
  $ npx verdikjede mocks up                    keep the local environment running, to click through it
  $ npx verdikjede doctor                      what this machine has, and what it lacks

Exit codes:
  0 same · 1 a scenario failed, or drift · 2 wrong use, or refused · 3 blocked (a participant was down)
  4 safety stop · 5 fault of verdikjede · 130 interrupted`,
  );

for (const command of [
  startCommand(),
  testCommand(),
  verifyCommand(),
  compareCommand(),
  reportCommand(),
  loadCommand(),
  mocksCommand(),
  purgeCommand(),
  messageCommand(),
  profileCommand(),
  auditCommand(),
  attestationCommand(),
  changeCommand(),
  rosterCommand(),
  doctorCommand(),
  benchCommand(),
  selftestCommand(),
]) {
  // Commander does not hand it down to commands that were there before.
  for (const nested of command.commands) nested.exitOverride();
  program.addCommand(command.exitOverride());
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else {
    say(explainError(error));
    process.exitCode = exitCodeOf(error);
  }
}
// Open handles of libraries must not keep a finished command alive.
process.exit();
