import { Command } from 'commander';
import { basename } from 'node:path';
import { signatureFiles } from '#harness/gate/signature/check-signatures.ts';
import { readableChange } from '../change-file.ts';
import { print } from '../terminal.ts';

/** `verdikjede change show`: what one signs, for people or byte for byte. */
export const changeShowCommand = (): Command =>
  new Command('show')
    .description('what a change record says, and who has put a signature beside it')
    .argument('<file>', 'the change record')
    .option('--signed-text', 'the bytes that are signed: canonical JSON, without a line end')
    .addHelpText(
      'after',
      `
Examples:
  $ npx verdikjede change show environments/changes/CHG-1234.yaml
  $ npx verdikjede change show CHG-1234.yaml --signed-text | ssh-keygen -Y verify -n verdikjede-change \\
      -f allowed_signers -I kari@example.org -s CHG-1234.yaml.kari@example.org.sig`,
    )
    .action((file: string, { signedText }: { signedText?: boolean }) => {
      const read = readableChange(file);
      if (signedText === true) {
        process.stdout.write(read.signedText);
        return;
      }
      const { predicate: p, subject } = read.change;
      const rows: readonly (readonly [string, string])[] = [
        ['change', p.id],
        ['environment', p.environment],
        ['what', p.what],
        ['why', p.why],
        ['requester', p.requester],
        ['tester', `${p.tester.person}, ${p.tester.function}`],
        [
          'confidentiality',
          `${p.tester.confidentiality.reference}, signed ${p.tester.confidentiality.signedOn}`,
        ],
        ['window', `${p.window.notBefore} to ${p.window.notAfter}`],
        ['versions', p.versions.map(({ name, version }) => `${name} ${version}`).join(', ') || 'none'],
        ['risk', `${p.risk.reference}: ${p.risk.conclusion} (${p.risk.assessedBy}, ${p.risk.assessedOn})`],
        ['backup', `${p.backup.evidence}, verified ${p.backup.verifiedAt} by ${p.backup.verifiedBy}`],
        ['restore', `${p.restore.routine} (${p.restore.owner})`],
        ['approves', `${subject.length} things by digest: ${subject.map(({ name }) => name).join(', ')}`],
        ['digest', `${read.digest} (SHA-256 of what is signed)`],
        [
          'signatures',
          signatureFiles(read.file)
            .map((path) => basename(path))
            .join(', ') || 'none',
        ],
      ];
      print(rows.map(([key, value]) => `${key.padEnd(16)} ${value}`).join('\n'));
    });
