import { expect, test } from '@playwright/test';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inProject } from '#harness/environment/project-root.ts';
import { requireBrowser } from '#harness/environment/tools/find-browser.ts';
import { engineTag } from '#harness/participants/testing/needs-engine.ts';
import type { Command } from './enclosure.ts';
import { lookAround } from './look-around.ts';
import { holeIn, trySeal } from './try-seal.ts';
import { sealedCommand, type Sealer } from './sealed-command.ts';
import { participantsElsewhere, requireSeal } from './require-seal.ts';
import { needsSeal } from './testing/needs-seal.ts';

const tight = {
  reachesTheGuardsSocket: true,
  reachesAnotherSocket: false,
  reachesThisMachinesPorts: false,
  seesOtherProcesses: false,
  writesElsewhere: false,
  writesTemporaryFiles: true,
  hasPower: false,
  sandboxesBrowsers: true,
};
const real = (url: string) => ({ as: 'url' as const, urls: { 'citizen-portal': url } });
const environment = (url: string) => ({
  name: 'somewhere',
  participants: { 'citizen-portal': real(url), 'id-gateway': { as: 'mock' as const } } as never,
});

test('holeIn() names each thing that a seal must keep', () => {
  expect(holeIn(tight)).toBeUndefined();
  expect(holeIn({ ...tight, reachesTheGuardsSocket: false })).toContain('guard');
  expect(holeIn({ ...tight, reachesAnotherSocket: true })).toContain('another socket');
  expect(holeIn({ ...tight, reachesThisMachinesPorts: true })).toContain('network');
  expect(holeIn({ ...tight, seesOtherProcesses: true })).toContain('processes');
  expect(holeIn({ ...tight, writesElsewhere: true })).toContain('written');
  expect(holeIn({ ...tight, writesTemporaryFiles: false })).toContain('temporary');
  expect(holeIn({ ...tight, hasPower: true })).toContain('power');
  expect(holeIn({ ...tight, sandboxesBrowsers: false })).toBeUndefined();
});

test('the trial finds all of it where nothing is sealed', async () => {
  await using stack = new AsyncDisposableStack();
  const folder = stack.adopt(mkdtempSync(join(tmpdir(), 'verdikjede-trial-')), (path) =>
    rmSync(path, { recursive: true }),
  );
  const [socketPath, beside] = [join(folder, 'shown'), join(folder, 'hidden')];
  const listen = async (where: object): Promise<number> => {
    const server = createServer((connection) => connection.destroy()).listen(where);
    await once(server, 'listening');
    stack.defer(() => void server.close());
    return (server.address() as AddressInfo).port;
  };
  await Promise.all([listen({ path: socketPath }), listen({ path: beside })]);
  const port = await listen({ host: '127.0.0.1', port: 0 });
  const trial = { socketPath, hiddenSocketPaths: [beside], port, emptyFolders: [] };
  const program = inProject('harness', 'seal', 'inside', 'trial.ts');
  const parameters = [program, JSON.stringify(trial)];
  expect(JSON.parse(await said({ program: process.execPath, parameters }))).toMatchObject({
    reachesTheGuardsSocket: true,
    reachesAnotherSocket: true,
    reachesThisMachinesPorts: true,
    seesOtherProcesses: true,
    writesElsewhere: true,
    hasPower: process.getuid?.() === 0,
  });
});

test('participantsElsewhere() counts loopback addresses as this machine, names and all else as elsewhere', () => {
  expect(participantsElsewhere(environment('https://127.0.0.1:8443'))).toEqual([]);
  expect(participantsElsewhere(environment('https://localhost:8443'))).toEqual([]);
  for (const url of [
    'https://portal.example',
    'https://localhost.example',
    'https://127.0.0.1.example',
    'https://10.0.0.1',
  ]) {
    expect(participantsElsewhere(environment(url)), url).toEqual(['citizen-portal']);
  }
});

const withEngine = (by: Sealer['by']): { tag?: string } => (by === 'container' ? { tag: engineTag } : {});

for (const by of ['bubblewrap', 'container'] as const) {
  test(`trySeal() seals a program here by ${by}`, withEngine(by), async () => {
    await needsSeal(by);
    expect(await trySeal(by)).toMatchObject({ works: true, sealer: { by } });
    expect(await requireSeal(environment('https://portal.example'), by)).toMatchObject({ sealer: { by } });
  });
}

test(
  'without our filter of system calls a container has no namespaces for browsers, and holds as well',
  withEngine('container'),
  async () => {
    await needsSeal('container');
    const { sealer } = (await trySeal('container')) as { sealer: Sealer };
    const found = await lookAround({ ...sealer, browserSandbox: false } as Sealer);
    expect(found.sandboxesBrowsers).toBe(false);
    expect(holeIn(found)).toBeUndefined();
  },
);

test(
  'in a container a browser has its own sandbox under our filter, and needs none under the engine’s own',
  withEngine('container'),
  async () => {
    await needsSeal('container');
    const { sealer } = (await trySeal('container')) as { sealer: Sealer };
    test.skip(!sealer.browserSandbox, 'the kernel lets no browser in a container have its own sandbox');
    const browser = requireBrowser();
    await using stack = new AsyncDisposableStack();
    const folder = stack.adopt(mkdtempSync(join(tmpdir(), 'verdikjede-browser-')), (path) =>
      rmSync(path, { recursive: true }),
    );
    const socketPath = join(folder, 'guard');
    const server = createServer().listen(socketPath);
    await once(server, 'listening');
    stack.defer(() => void server.close());
    const enclosure = { readable: [dirname(browser)], writable: [], socketPath, variables: {}, labels: {} };
    const shows = async (browserSandbox: boolean, ...options: string[]): Promise<boolean> => {
      const parameters = ['--headless', ...options, '--dump-dom', 'data:text/html,<p>here it is</p>'];
      const by = { ...sealer, browserSandbox } as Sealer;
      const text = await said(sealedCommand(by, { program: browser, parameters }, enclosure), 'ignore');
      return text.includes('here it is');
    };
    expect(await shows(true)).toBe(true);
    expect(await shows(false)).toBe(false);
    expect(await shows(false, '--no-sandbox')).toBe(true);
  },
);

async function said(
  { program, parameters }: Command,
  stderr: 'inherit' | 'ignore' = 'inherit',
): Promise<string> {
  const child = spawn(program, parameters, { stdio: ['ignore', 'pipe', stderr] });
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (part: string) => (text += part));
  await once(child, 'close');
  return text;
}

for (const by of ['bubblewrap', 'container'] as const) {
  test(`sockets and pipes in a folder that is handed in are not, by ${by}`, withEngine(by), async () => {
    await needsSeal(by);
    await using stack = new AsyncDisposableStack();
    const folder = stack.adopt(mkdtempSync(join(tmpdir(), 'verdikjede-ways-out-')), (path) =>
      rmSync(path, { recursive: true }),
    );
    // For nobody, who root is in a container.
    chmodSync(folder, 0o755);
    mkdirSync(join(folder, 'deeper'));
    const [file, socket, pipe] = ['file', 'socket', 'deeper/pipe'].map((name) => join(folder, name));
    writeFileSync(file ?? '', '');
    execFileSync('mkfifo', [pipe ?? '']);
    const socketPath = join(folder, 'guard');
    for (const path of [socket, socketPath]) {
      const server = createServer((connection) => connection.destroy()).listen(path);
      await once(server, 'listening');
      stack.defer(() => void server.close());
      // Rights do not keep nobody out: what is hidden is.
      chmodSync(path ?? '', 0o666);
    }
    const script = `const { lstatSync } = require('node:fs');
    const { connect } = require('node:net');
    const [folder, ...paths] = process.argv.slice(1);
    console.log(paths.map((path) => lstatSync(path)).map((it) => it.isSocket() || it.isFIFO()).join());
    for (const path of paths) connect(path).on('connect', () => { console.log(path.slice(folder.length)); process.exit(); }).on('error', () => {});`;
    const look = {
      program: process.execPath,
      parameters: ['-e', script, folder, ...[file, socket, pipe].map(String)],
    };
    // The control: outside, both are what they are.
    expect(await said(look)).toBe('false,true,true\n/socket\n');
    const { sealer } = (await trySeal(by)) as { sealer: Sealer };
    const enclosure = { readable: [folder], writable: [], socketPath, variables: {}, labels: {} };
    const sealed = sealedCommand(sealer, look, enclosure);
    expect(await said(sealed)).toBe('false,false,false\n');
  });
}
