import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { maskIdentities } from '#harness/identities/mask-identities.ts';
import type { PartyFacts } from '#harness/messages/check/describe-message.ts';
import { checkMessageFile, type MessageReport } from '#harness/messages/check-message.ts';
import { HarnessError } from '../../errors.ts';
import { openSchemas } from '../message-schemas/open-schemas.ts';
import { print } from '../terminal.ts';

/** `verdikjede message check` */
export function messageCommand(): Command {
  const command = new Command('message')
    .description('look at message files')
    .addHelpText('after', '\nExamples:\n  $ npx verdikjede message check letter.xml');
  command
    .command('check')
    .description('what a message is, from whom, to whom, and what is wrong with it; identities are hidden')
    .argument('<files...>', 'XML of any kind, or a JSON answer of the message exchange')
    .option('--json', 'for programs')
    .option(
      '--schemas <folder>',
      'hold each XML message to the XML schemas (.xsd) in this folder too, by xmllint',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ npx verdikjede message check letter.xml
  $ npx verdikjede message check inbox/*.xml --json
  $ npx verdikjede message check letter.xml --schemas ~/kith-schemas

Exit codes:
  0 all good (there may be warnings) · 1 one or more refused · 2 wrong use, e.g. a file that is not there`,
    )
    .action(check);
  return command;
}

interface CheckOptions {
  readonly json?: boolean;
  readonly schemas?: string;
}

function check(files: readonly string[], { json, schemas }: CheckOptions): void {
  using validator = schemas === undefined ? undefined : openSchemas(schemas);
  const reports = files.map((file) => {
    const bytes = read(file);
    const report = checkMessageFile(bytes);
    return {
      file: maskIdentities(file),
      ...(validator === undefined ? report : validator.hold(report, bytes)),
    };
  });
  if (json === true) print(JSON.stringify(reports, undefined, 2));
  else print(reports.map(describe).join('\n\n'));
  process.exitCode = reports.some(({ verdict }) => verdict === 'refused') ? 1 : 0;
}

function read(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new HarnessError(`The message file ${maskIdentities(file)} could not be read.`, {
      code: 'USAGE',
      stage: 'setup',
      hint: 'Is the name right, and may you read it?',
      cause,
    });
  }
}

const name = (words: readonly (string | undefined)[]): string =>
  words.filter((word) => word !== undefined).join(' ');

function nameOf(party: PartyFacts): string {
  const herId = (id: string | undefined): string | undefined =>
    id === undefined ? undefined : `(HER-id ${id})`;
  const levels = [
    name([party.organisation, herId(party.organisationHerId)]),
    name([party.service, herId(party.serviceHerId)]),
  ];
  return levels.filter((level) => level !== '').join(' · ') || 'not told';
}

function describe({ file, verdict, message, findings }: MessageReport & { readonly file: string }): string {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['from', message?.from && nameOf(message.from)],
    ['to', message?.to && nameOf(message.to)],
    ...(message?.copies ?? []).map((copy) => ['copy to', nameOf(copy)] as const),
    ['patient', message?.patient],
    ['contains', message?.contains?.join(', ') || undefined],
    ['id', message?.msgId && name([message.msgId, message.genDate])],
  ];
  return [
    `${verdict === 'good' ? '✔' : '✖'} ${file}  ${message ? name([message.kind, message.type && `· ${message.type}`]) : 'not a message that can be read'}`,
    ...facts.filter(([, value]) => value).map(([key, value]) => `    ${key.padEnd(9)} ${value}`),
    ...findings.map(
      ({ severity, line, column, path, rule }) =>
        `  ${severity === 'error' ? '✖' : '!'} ${line}:${column} ${name([path || undefined, rule])}`,
    ),
  ].join('\n');
}
