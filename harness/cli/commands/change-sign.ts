import { Command } from 'commander';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { principalSchema } from '#environments/change.schema.ts';
import { gateRefused } from '#harness/gate/gate-refused.ts';
import { signatureOver } from '#harness/gate/signature/sign-change.ts';
import { verifySignature } from '#harness/gate/signature/verify-signature.ts';
import { atGateOf, environmentOption, readableChange, type ChangeOptions } from '../change-file.ts';
import { say } from '../terminal.ts';

/** `verdikjede change sign`: one person's signature, kept beside the record. */
export const changeSignCommand = (): Command =>
  new Command('sign')
    .description('sign a change record; the signature lies beside it')
    .argument('<file>', 'the change record')
    .requiredOption(
      '--key <file>',
      'your private key, or the public one of a key that your agent or security key holds',
    )
    .addOption(environmentOption())
    .addHelpText(
      'after',
      '\nExamples:\n  $ npx verdikjede change show environments/changes/CHG-1234.yaml\n  $ npx verdikjede change sign environments/changes/CHG-1234.yaml --key ~/.ssh/id_ed25519',
    )
    .action((file: string, options: ChangeOptions & { key: string }) => {
      const read = readableChange(file);
      const at = atGateOf(file, options);
      if (at.signerFindings.length > 0) throw gateRefused(at.signerFindings, at.environment.name);
      const folder = mkdtempSync(join(tmpdir(), 'verdikjede-sign-'));
      try {
        const made = join(folder, 'signature');
        writeFileSync(made, signatureOver(read.signedText, options.key));
        // Who signs, the list of signers says: a signature that it does not take is none.
        const signer = verifySignature(made, read.signedText, at.signers);
        if ('check' in signer)
          throw gateRefused([signer], at.environment.name, 'Sign with a key of allowed_signers.');
        const path = `${read.file}.${principalSchema.parse(signer.person)}.sig`;
        copyFileSync(made, path);
        say(
          `${signer.person} has signed: ${relative(process.cwd(), path)} (SHA-256 of what was signed: ${read.digest})`,
        );
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
