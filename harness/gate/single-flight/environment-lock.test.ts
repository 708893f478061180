import { expect, test } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProject } from '#harness/environment/project-root.ts';

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'verdikjede-state-'));
});
test.afterEach(() => rmSync(folder, { recursive: true }));

const locks = inProject('harness', 'gate', 'single-flight', 'environment-lock.ts');

/** A process of its own that verifies `name`, as far as its lock is concerned, until its input ends. */
async function holder(name: string): Promise<{ child: ChildProcess; said: string }> {
  const program = `
    const { lockEnvironment, runningVerifications } = await import(${JSON.stringify(locks)});
    const running = runningVerifications();
    try {
      const lock = lockEnvironment({ name: ${JSON.stringify(name)}, file: '/e.yaml' }, { runId: 'run-' + process.pid, now: new Date(0) });
      console.log(JSON.stringify(running));
      process.stdin.resume().on('end', () => { lock[Symbol.dispose](); process.exit(); });
    } catch (error) { console.log(error.code + ' ' + error.message); process.exit(); }`;
  const env = { ...process.env, VERDIKJEDE_STATE: folder };
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, said: said.toString().trim() };
}
const end = async (child: ChildProcess, how: () => unknown): Promise<void> => {
  const gone = once(child, 'exit');
  how();
  await gone;
};

test('a second run is refused, with whose the first is; another environment is not', async () => {
  const first = await holder('production');
  const second = await holder('production');
  const other = await holder('rehearsal');
  expect(first.said).toBe('[]');
  expect(second.said).toMatch(
    new RegExp(
      `^ENVIRONMENT_BUSY production is being verified already: run run-${first.child.pid} by \\S+@\\S+ \\(process ${first.child.pid}\\) since 1970-01-01`,
    ),
  );
  expect(JSON.parse(other.said)).toMatchObject([{ environment: 'production', known: { file: '/e.yaml' } }]);
  for (const { child } of [first, other]) await end(child, () => child.stdin?.end());
});

test('the lock of a process that ended, or was killed, is taken', async () => {
  const first = await holder('production');
  await end(first.child, () => first.child.kill('SIGKILL'));
  const second = await holder('production');
  expect(second.said).toBe('[]');
  await end(second.child, () => second.child.stdin?.end());
  const third = await holder('production');
  expect(third.said).toBe('[]');
  await end(third.child, () => third.child.stdin?.end());
});

test('of many who begin at once, one alone may', async () => {
  const all = await Promise.all(Array.from({ length: 6 }, () => holder('production')));
  const begun = all.filter(({ said }) => !said.startsWith('ENVIRONMENT_BUSY'));
  expect(begun).toHaveLength(1);
  for (const { child } of begun) await end(child, () => child.stdin?.end());
});
