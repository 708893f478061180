import { Command } from 'commander';
import { besideAttestation } from '#harness/attestation/attestation-file.ts';
import { readEnvelope } from '#harness/attestation/dsse.ts';
import { describeStatement, explainAttestation } from '#harness/attestation/explain-attestation.ts';
import { readStatement } from '#harness/attestation/statement.ts';
import { verifyAttestation } from '#harness/attestation/verify-attestation.ts';
import { readChange } from '#harness/gate/change/read-change.ts';
import { listFindings } from '#harness/gate/gate-refused.ts';
import { maskIdentities } from '#harness/identities/mask-identities.ts';
import { readGiven, readGivenKey, wrongUse } from '../given-file.ts';
import { print, say } from '../terminal.ts';

const exitCodes = `
Exit codes:
  0 it is as it was signed, whatever its result · 4 it was changed or forged, or does not fit · 2 wrong use`;

/** `verdikjede attestation verify|show`: offline, with nothing but the files. */
export function attestationCommand(): Command {
  const command = new Command('attestation')
    .description(
      'check and read what was signed, offline: the certificate of a verify run, the confirmation of a deletion',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  $ npx verdikjede attestation verify reports/output/evidence/RUN/attestation.json',
    );
  command
    .command('verify')
    .description('whether it is as it was signed, and fits audit log and change record')
    .argument('<file>', 'certificate or confirmation: an in-toto statement in a DSSE envelope')
    .option('--key <file>', 'public key from a place that the run could not write (default: beside the file)')
    .option(
      '--log <file>',
      'audit log to hold it against (default: audit.jsonl beside the file, if it is there)',
    )
    .option('--change <file>', 'change record to hold it against')
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      `
Examples:
  $ npx verdikjede attestation verify reports/output/evidence/RUN/attestation.json
  $ npx verdikjede attestation verify attestation.json --key audit.pub --change CHG-1234.yaml
${exitCodes}`,
    )
    .action(verify);
  command
    .command('show')
    .description('what it says; it is not checked')
    .argument('<file>', 'certificate or confirmation')
    .option('--json', 'the statement as it was signed')
    .addHelpText(
      'after',
      `
Examples:
  $ npx verdikjede attestation show attestation.json
  $ npx verdikjede attestation show attestation.json --json | jq .predicate.result
${exitCodes}`,
    )
    .action(show);
  return command;
}

interface VerifyFlags {
  readonly key?: string;
  readonly log?: string;
  readonly change?: string;
  readonly json?: boolean;
}

function verify(file: string, flags: VerifyFlags): void {
  readGiven(file);
  const beside = besideAttestation(file);
  if (flags.key === undefined && beside.key === undefined) {
    throw wrongUse(`There is no public key beside ${file}.`, 'Name one: --key FILE');
  }
  if (flags.log !== undefined) readGiven(flags.log);
  const report = verifyAttestation({
    file,
    key: flags.key === undefined ? readGiven(beside.key ?? '') : readGivenKey(flags.key),
    log: flags.log ?? beside.log,
    changeDigest: flags.change === undefined ? undefined : digestOf(flags.change),
  });
  const text = explainAttestation(file, report, flags.key === undefined ? 'beside' : 'given');
  print(flags.json === true ? JSON.stringify(report, undefined, 2) : maskIdentities(text));
  process.exitCode = report.refusals.length === 0 ? 0 : 4;
}

function digestOf(changeFile: string): string {
  const read = readChange(changeFile);
  if (!Array.isArray(read)) return read.digest;
  throw wrongUse(`${changeFile} is no change record:\n${listFindings(read)}`, 'Is the name right?');
}

function show(file: string, { json }: { json?: boolean }): void {
  const envelope = readEnvelope(readGiven(file));
  const statement = envelope === undefined ? undefined : readStatement(envelope);
  if (envelope === undefined || statement === undefined) {
    say(`✖ ${file} holds no statement of ours in canonical form.`);
    process.exitCode = 4;
    return;
  }
  print(json === true ? envelope.payload.toString('utf8') : maskIdentities(describeStatement(statement)));
  say(`Not checked. Run: npx verdikjede attestation verify ${file}`);
}
