import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childEnvironment } from '#harness/environment/process-environment.ts';
import { inProject } from '#harness/environment/project-root.ts';
import { verdictSchema, type Verdict } from '#reports/verdict.schema.ts';

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A tester's machine in small: environments on ports of their own, an output folder of its own, the real CLI. */
export interface CliWorld {
  readonly folder: string;
  /** Path of an environment file of this world. */
  environment(name: string): string;
  run(...parameters: string[]): Promise<CliResult>;
  /** As run(), with more variables, or on a machine without a container engine (bubblewrap hides its socket). */
  runWith(
    how: { variables?: Record<string, string>; engine?: 'hidden' },
    ...parameters: string[]
  ): Promise<CliResult>;
  start(...parameters: string[]): ChildProcess;
  /** Of the newest report. */
  verdict(): Verdict;
  dispose(): void;
}

/** Each world of a test run takes its own block of ports. */
export function openCliWorld(firstPort: number): CliWorld {
  const folder = mkdtempSync(join(tmpdir(), 'verdikjede-cli-'));
  cpSync(inProject('environments'), folder, { recursive: true });
  const output = join(folder, 'output');
  for (const [i, name] of ['local', 'rehearsal'].entries()) {
    const file = join(folder, `${name}.yaml`);
    const text = readFileSync(file, 'utf8').replace(/^port: \d+$/m, `port: ${firstPort + i * 20}`);
    writeFileSync(file, text);
  }
  const spawnCli = (command: readonly string[], variables: Record<string, string> = {}): ChildProcess => {
    const [program = '', ...parameters] = command;
    return spawn(program, parameters, {
      cwd: inProject(),
      env: childEnvironment({
        VERDIKJEDE_OUTPUT: output,
        VERDIKJEDE_STATE: join(folder, 'state'),
        VERDIKJEDE_BACKEND: 'process',
        NO_COLOR: '1',
        ...variables,
      }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  };
  const cli = [process.execPath, inProject('harness', 'cli', 'verdikjede.mjs')];
  // Where there is none, there is nothing to hide.
  const withoutEngine = existsSync('/run/docker.sock')
    ? ['bwrap', '--dev-bind', '/', '/', '--tmpfs', '/run', '--']
    : [];
  const start = (...parameters: string[]): ChildProcess => spawnCli([...cli, ...parameters]);
  return {
    folder,
    environment: (name) => join(folder, `${name}.yaml`),
    start,
    run: (...parameters) => ended(start(...parameters)),
    runWith: ({ variables, engine }, ...parameters) =>
      ended(spawnCli([...(engine === 'hidden' ? withoutEngine : []), ...cli, ...parameters], variables)),
    verdict: () =>
      verdictSchema.parse(JSON.parse(readFileSync(join(output, 'latest', 'verdict.json'), 'utf8'))),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function ended(child: ChildProcess): Promise<CliResult> {
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout: stdout(), stderr: stderr() };
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = '';
  stream?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return () => text;
}
