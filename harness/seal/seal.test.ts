import { expect, test } from '@playwright/test';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holeIn, trySeal } from './try-seal.ts';
import { sealedCommand } from './sealed-command.ts';
import { participantsElsewhere, requireSeal } from './require-seal.ts';
import { needsSeal } from './testing/needs-seal.ts';

const tight = {
  reachesTheGuardsSocket: true,
  reachesAnotherSocket: false,
  reachesThisMachinesPorts: false,
  seesOtherProcesses: false,
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

test('trySeal() seals a program here', async () => {
  await needsSeal();
  expect(await trySeal()).toMatchObject({ works: true });
  expect(await requireSeal(environment('https://portal.example'))).toMatchObject({
    bwrap: expect.any(String),
  });
});

test('sockets and pipes in a folder that is handed in are not', async () => {
  await needsSeal();
  await using stack = new AsyncDisposableStack();
  const folder = stack.adopt(mkdtempSync(join(tmpdir(), 'verdikjede-ways-out-')), (path) =>
    rmSync(path, { recursive: true }),
  );
  mkdirSync(join(folder, 'deeper'));
  const [file, socket, pipe] = ['file', 'socket', 'deeper/pipe'].map((name) => join(folder, name));
  writeFileSync(file ?? '', '');
  execFileSync('mkfifo', [pipe ?? '']);
  const socketPath = join(folder, 'guard');
  for (const path of [socket, socketPath]) {
    const server = createServer((connection) => connection.destroy()).listen(path);
    await once(server, 'listening');
    stack.defer(() => void server.close());
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
  const said = async ({ program, parameters }: typeof look): Promise<string> => {
    const child = spawn(program, parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
    await once(child, 'close');
    return text;
  };
  // The control: outside, both are what they are.
  expect(await said(look)).toBe('false,true,true\n/socket\n');
  const { bwrap } = (await trySeal()) as { bwrap: string };
  const sealed = sealedCommand(bwrap, look, { readable: [folder], writable: [], socketPath, variables: {} });
  expect(await said({ program: sealed.program, parameters: [...sealed.parameters] })).toBe(
    'false,false,false\n',
  );
});
