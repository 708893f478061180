import { mkdirSync, readFileSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { HarnessError } from '#harness/errors.ts';
import { openRunDirectory, type RunDirectory } from '../run-directory.ts';
import { readRunFile } from '../run-file.ts';
import { lives } from '../leftovers/process-identity.ts';
import { unitRunId } from '../testing/started.ts';
import { testEnvironment } from '../testing/test-environment.ts';
import { findJava } from './java.ts';
import { servicePrograms } from '../services/service-programs.ts';
import { processBackend } from './process-backend.ts';
import { spawnPart } from './spawn-part.ts';

test.describe.configure({ mode: 'serial' });

const outputPath = (...parts: string[]): string => test.info().outputPath(...parts);
const kept = process.env['VERDIKJEDE_CACHE'];
test.beforeEach(() => {
  process.env['VERDIKJEDE_CACHE'] = outputPath('cache');
});
test.afterEach(() => {
  if (kept === undefined) delete process.env['VERDIKJEDE_CACHE'];
  else process.env['VERDIKJEDE_CACHE'] = kept;
});

async function runWiremockOnce(directory: RunDirectory): Promise<string> {
  const { port } = await testEnvironment();
  const folder = join(directory.path, `wiremock-${port}`);
  mkdirSync(folder, { recursive: true });
  await using backend = await processBackend({
    runId: directory.runId,
    runDir: directory.path,
    folder,
    programs: await servicePrograms(),
  });
  await Promise.all(backend.start([{ title: 'wiremock', kind: 'wiremock', port, stubs: [] }], ''));
  const { pid = 0 } = readRunFile(directory.path)?.parts.filter(lives).at(-1) ?? {};
  return process.platform === 'linux' ? readFileSync(`/proc/${pid}/cmdline`, 'latin1') : '';
}

test('WireMock’s class archive is made on first use, read afterwards, and a broken one stops no run', async () => {
  test.skip(process.platform !== 'linux', 'reads command lines from /proc');
  await using directory = await openRunDirectory(unitRunId());
  const archives = (): string[] => readdirSync(outputPath('cache', 'class-data'));
  expect(await runWiremockOnce(directory)).toContain('-XX:ArchiveClassesAtExit=');
  expect(archives()).toHaveLength(1);
  expect(await runWiremockOnce(directory)).toContain('-XX:SharedArchiveFile=');

  const file = outputPath('cache', 'class-data', archives()[0]!);
  const { size } = statSync(file);
  // Right size, wrong all through.
  writeFileSync(`${file}.new`, Buffer.alloc(size, 'x'));
  renameSync(`${file}.new`, file);
  await runWiremockOnce(directory);
});

test('a part that ends before it is ready is told with its last lines, identities masked', async () => {
  await using directory = await openRunDirectory(unitRunId());
  const pid = ['128370', '10045'].join('');
  const part = spawnPart({
    title: 'unit',
    runId: directory.runId,
    runDir: directory.path,
    command: process.execPath,
    args: ['-e', `console.error('no place for ${pid}'); process.exit(7)`],
    env: {},
    graceMs: 1_000,
  });
  const error: unknown = await part.ready.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(HarnessError);
  const { code, message } = error as HarnessError;
  expect(code).toBe('PARTICIPANT_NOT_READY');
  expect(message).toContain('it ended with code 7');
  expect(message).toContain('no place for [fnr]');
  expect(message).not.toContain(pid);
});

test('a part that ignores SIGTERM is killed after its grace', async () => {
  await using directory = await openRunDirectory(unitRunId());
  const part = spawnPart({
    title: 'unit',
    runId: directory.runId,
    runDir: directory.path,
    command: process.execPath,
    args: [
      '-e',
      `process.on('SIGTERM', () => {}); setInterval(() => {}, 1e6); console.log('{"ready":true}')`,
    ],
    env: {},
    graceMs: 300,
  });
  await part.ready;
  await part.stop();
  expect(readRunFile(directory.path)?.parts.filter(lives)).toEqual([]);
});

test('findJava() says what is missing, and takes no program that is not Java', async () => {
  await expect(findJava(process.execPath)).rejects.toMatchObject({ code: 'SETUP_MISSING' });
  await expect(findJava('/no/such/java')).rejects.toMatchObject({ code: 'SETUP_MISSING' });
  expect((await findJava()).build).toContain('version');
});
