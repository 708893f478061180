import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment } from '#harness/environment/process-environment.ts';
import { runRecordSchema, type RunRecord } from '#harness/observation/run-record.schema.ts';

/** What a command of verdikjede did. */
export interface CommandResult {
  readonly code: number | null;
  /** All that it said. */
  readonly said: string;
}

/** A tester's machine in small: a committed copy of the project, its own output, state and keys. */
export interface Target {
  /** All of this lies in it. */
  readonly folder: string;
  /** The copy of the project. */
  readonly project: string;
  /** Runs a command of the copy. */
  command(...parameters: readonly string[]): Promise<CommandResult>;
  /** Records of its runs, oldest first. */
  records(): RunRecord[];
}

/**
 * Set for every run that is attacked, as a site could have them set: none of them may lead past the guard. What is
 * refused outright has a test of its own (harness/cli/seal.test.ts).
 */
const misleading = {
  NO_PROXY: '*',
  no_proxy: '*',
  PLAYWRIGHT_DISABLE_FORCED_CHROMIUM_PROXIED_LOOPBACK: '1',
};

export function openTarget(folder: string): Target {
  const project = join(folder, 'project');
  const output = join(folder, 'output');
  mkdirSync(output, { recursive: true });
  const auditKey = join(folder, 'audit-key.pem');
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(auditKey, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  const cli = join(project, 'harness', 'cli', 'verdikjede.mjs');
  return {
    folder,
    project,
    command: async (...parameters) => {
      const child = spawn(process.execPath, [cli, ...parameters], {
        cwd: project,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: childEnvironment({
          VERDIKJEDE_OUTPUT: output,
          VERDIKJEDE_STATE: join(folder, 'state'),
          VERDIKJEDE_AUDIT_KEY: auditKey,
          NO_COLOR: '1',
          ...misleading,
        }),
      });
      let said = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => (said += text));
      }
      const [code] = (await once(child, 'close')) as [number | null];
      return { code, said };
    },
    records: () => {
      const runs = join(output, 'runs');
      if (!existsSync(runs)) return [];
      return readdirSync(runs)
        .filter((name) => name.endsWith('.json'))
        .sort()
        .map((name) => runRecordSchema.parse(JSON.parse(readFileSync(join(runs, name), 'utf8'))));
    },
  };
}
