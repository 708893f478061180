import { spawnSync } from 'node:child_process';
import { signerEnvironment } from '#harness/environment/process-environment.ts';
import { findProgram } from '#harness/environment/tools/find-program.ts';
import { HarnessError } from '#harness/errors.ts';

/** Nobody's signature for git, mail or another tool is one for a change, nor the other way round. */
export const signatureNamespace = 'verdikjede-change';

/** What ssh-keygen answered. */
export interface KeygenAnswer {
  readonly ok: boolean;
  readonly stdout: string;
  /** May name files, never a key. */
  readonly stderr: string;
}

/** Runs ssh-keygen with `input` on standard input. Throws SETUP_MISSING where there is none. */
export function sshKeygen(parameters: readonly string[], input = ''): KeygenAnswer {
  const program = findProgram('ssh-keygen');
  if (program === undefined) {
    throw new HarnessError(
      'ssh-keygen is not on this machine; change records are signed and verified with it.',
      {
        code: 'SETUP_MISSING',
        stage: 'gate',
        hint: 'Install OpenSSH’s client (Debian: apt-get install -y openssh-client); `npx verdikjede doctor` shows all.',
      },
    );
  }
  const { status, stdout, stderr } = spawnSync(program, parameters, {
    input,
    env: signerEnvironment(),
    encoding: 'utf8',
  });
  return { ok: status === 0, stdout, stderr };
}
