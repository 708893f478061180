// npm run safety [-- --only REGEX --counts FILE --seal BY]: exit 0 when every attack arrives with the guard off and is stopped in verify, else
// 1; 2 where it cannot be run. FILE gets the two counts as JSON.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inProject } from '#harness/environment/project-root.ts';
import { findBrowser, requireBrowser } from '#harness/environment/tools/find-browser.ts';
import { findProgram } from '#harness/environment/tools/find-program.ts';
import { sealChoices, trySeal } from '#harness/seal/try-seal.ts';
import { runSafety } from './run-safety.ts';

const { values } = parseArgs({
  options: { only: { type: 'string' }, counts: { type: 'string' }, seal: { type: 'string' } },
});
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const tick = (holds: boolean): string => (holds ? '✔' : '✖');

requireBrowser();
const refuse = (because: string, hint: string): never => {
  process.stderr.write(`✖ ${because}\n→ ${hint}\n`);
  process.exit(2);
};
const choice = sealChoices.find((known) => known === (values.seal ?? 'auto'));
if (choice === undefined) refuse('--seal is not understood.', `One of ${sealChoices.join(', ')}.`);
const seal = await trySeal(choice);
if (!seal.works) refuse(`The seal does not work here: ${seal.because}.`, seal.hint);
if (findBrowser({ headed: true }) === undefined) {
  refuse('It needs a whole browser beside the headless shell.', 'Debian: apt-get install -y chromium');
}
const missing = ['git', 'curl', 'ssh-keygen'].filter((name) => findProgram(name) === undefined);
if (missing.length > 0) {
  refuse(`It needs ${missing.join(' and ')}.`, 'Debian: apt-get install -y git curl openssh-client');
}
const result = await runSafety({ only: values.only, seal: choice });
print(`  ${'attack'.padEnd(32)} ${'guard off'.padEnd(14)} in verify stopped by`);
for (const { id, control, stoppedBy, reasons, passed } of result.attacks) {
  const arrived = control === null ? 'did not arrive' : `by ${control}`;
  print(
    `${tick(passed)} ${id.padEnd(32)} ${arrived.padEnd(14)} ${stoppedBy}${reasons[0] ? `: ${reasons[0]}` : ''}`,
  );
}
for (const { title, holds } of result.claims) print(`${tick(holds)} ${title}`);

const outcomes = [...result.attacks.map(({ passed }) => passed), ...result.claims.map(({ holds }) => holds)];
const counts = {
  passed: outcomes.filter((outcome) => outcome).length,
  failed: outcomes.filter((outcome) => !outcome).length,
};
const output = inProject('reports', 'output');
mkdirSync(output, { recursive: true });
writeFileSync(join(output, 'safety.json'), `${JSON.stringify(result, undefined, 2)}\n`);
if (values.counts !== undefined) writeFileSync(values.counts, JSON.stringify(counts));
print(`${counts.passed} passed, ${counts.failed} failed`);
// Connections that attacks left open must not keep it.
process.exit(counts.failed === 0 ? 0 : 1);
