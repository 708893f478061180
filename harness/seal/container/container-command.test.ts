import { expect, test } from '@playwright/test';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProject, projectRoot } from '#harness/environment/project-root.ts';
import { placesOf } from '../enclosure.ts';
import { containerCommand, type ContainerSealer } from './container-command.ts';
import { engineSocket } from './find-engine.ts';
import { mountedBelow } from './mounted-below.ts';
import { openForNobody } from './open-for-nobody.ts';

test.skip(process.platform !== 'linux', 'the seal is Linux’s');

const sealer: ContainerSealer = {
  ...{ by: 'container', program: '/usr/bin/docker', host: 'unix:///run/docker.sock' },
  ...{ image: 'verdikjede/sealed:test', browserSandbox: true },
};
const enclosure = {
  readable: [projectRoot, '/a folder,"quoted"', inProject('environments')],
  writable: ['/output/allure', '/output/scenarios.jsonl'],
  socketPath: '/run-of/guard.sock',
  variables: { PATH: '/usr/bin', HOME: '/root' },
  labels: { 'verdikjede.run': 'run-1' },
};
const command = { program: '/usr/bin/node', parameters: ['main.ts', '{}'] };
const rendered = (by = sealer): readonly string[] => containerCommand(by, command, enclosure).parameters;
/** Values of an option that may be given more than once. */
const valuesOf = (option: string, parameters = rendered()): string[] =>
  parameters.filter((_, i) => parameters[i - 1] === option);

test('a container has no network, no power, nothing to write and no settings of the person', () => {
  const { program, parameters } = containerCommand(sealer, command, enclosure);
  expect(program).toBe('/usr/bin/docker');
  expect(parameters.slice(0, 5)).toEqual(['--config', '/nonexistent', '--host', sealer.host, 'run']);
  for (const flag of ['--rm', '--interactive', '--read-only']) expect(parameters).toContain(flag);
  expect(valuesOf('--network')).toEqual(['none']);
  expect(valuesOf('--ipc')).toEqual(['private']);
  expect(valuesOf('--pull')).toEqual(['never']);
  expect(valuesOf('--cap-drop')).toEqual(['ALL']);
  expect(valuesOf('--log-driver')).toEqual(['none']);
  expect(valuesOf('--user')).toEqual([expect.stringMatching(/^[1-9]\d*:\d+$/)]);
  expect(valuesOf('--label')).toEqual(['verdikjede.run=run-1']);
  expect(valuesOf('--env')).toEqual(['PATH=/usr/bin', 'HOME=/home/sealed', 'TMPDIR=/tmp']);
  expect(parameters.join(' ')).not.toMatch(/--privileged|--cap-add|--device|--volume|=host|container:/);
  expect(parameters.slice(-4)).toEqual([sealer.image, '/usr/bin/node', 'main.ts', '{}']);
});

test('only the output and the guard’s socket are mounted for writing, and each path once', () => {
  const mounts = valuesOf('--mount');
  expect(mounts.filter((mount) => !mount.endsWith(',readonly'))).toEqual([
    'type=bind,source=/output/allure,target=/output/allure',
    'type=bind,source=/output/scenarios.jsonl,target=/output/scenarios.jsonl',
    'type=bind,source=/run-of/guard.sock,target=/run-of/guard.sock',
  ]);
  expect(mounts).toContain('type=bind,"source=/a folder,""quoted""","target=/a folder,""quoted""",readonly');
  const targets = mounts.map((mount) => /target=([^,]*)/.exec(mount)?.[1]);
  expect(new Set(targets).size).toBe(mounts.length);
  expect(valuesOf('--tmpfs')).toEqual(['/run', '/tmp', '/home/sealed']);
  expect(mounts.join(' ')).not.toMatch(/docker\.sock|target=\/(proc|sys|dev)/);
});

test('our filter of system calls stands only where the kernel lets the browser have its sandbox', () => {
  expect(valuesOf('--security-opt')).toEqual([
    'no-new-privileges',
    'label=disable',
    `seccomp=${inProject('harness', 'seal', 'container', 'seccomp.json')}`,
  ]);
  expect(valuesOf('--security-opt', rendered({ ...sealer, browserSandbox: false }))).toEqual([
    'no-new-privileges',
    'label=disable',
  ]);
});

test('our filter refuses mounting, keys and other processes, and not the namespaces of a sandbox', () => {
  const { syscalls } = JSON.parse(
    readFileSync(inProject('harness', 'seal', 'container', 'seccomp.json'), 'utf8'),
  ) as { syscalls: { names: string[]; action: string }[] };
  const refused = syscalls.flatMap(({ names }) => names);
  expect(syscalls.map(({ action }) => action)).toEqual(syscalls.map(() => 'SCMP_ACT_ERRNO'));
  expect(refused).toEqual(
    expect.arrayContaining(['mount', 'pivot_root', 'setns', 'ptrace', 'bpf', 'keyctl', 'reboot']),
  );
  for (const needed of ['clone', 'clone3', 'unshare', 'chroot']) expect(refused).not.toContain(needed);
});

test('placesOf() names each path once, and the last word on it holds', () => {
  const twice = placesOf({ ...enclosure, readable: ['/there'], writable: ['/there'] });
  expect(twice.filter(({ path }) => path === '/there')).toEqual([{ as: 'written', path: '/there' }]);
});

test('engineSocket() is a path on this machine, and nothing of an engine elsewhere', () => {
  const at = (host: string): string | undefined => engineSocket({ program: '/usr/bin/docker', host });
  expect(at('unix:///run/user/1000/docker.sock')).toBe('/run/user/1000/docker.sock');
  for (const host of ['tcp://10.0.0.1:2375', 'ssh://engine.test', '']) expect(at(host), host).toBeUndefined();
});

test('mountedBelow() finds what is mounted below a folder, spaces and all, and not the folder itself', () => {
  const line = (path: string): string => `36 35 98:0 / ${path} rw,noatime master:1 - ext3 /dev/root rw`;
  const table = ['/', '/usr', '/usr/share/a\\040b', '/usrlocal', '/proc'].map(line).join('\n');
  expect(mountedBelow(['/usr'], table)).toEqual(['/usr/share/a b']);
  expect(mountedBelow(['/nowhere'])).toEqual([]);
});

test('openForNobody() refuses a closed folder of people, and touches nothing for another user than root', () => {
  const folder = mkdtempSync(join(tmpdir(), 'verdikjede-closed-'));
  const [file, socketPath] = [join(folder, 'context.json'), join(folder, 'guard.sock')];
  for (const path of [file, socketPath]) writeFileSync(path, '', { mode: 0o600 });
  const handedIn = { ...enclosure, readable: [folder, file], writable: [], socketPath };
  expect(() => openForNobody(handedIn, 0)).toThrow(`nobody, who may not read ${folder}`);
  openForNobody(handedIn, 1_000);
  expect([file, socketPath].map((path) => statSync(path).mode & 0o777)).toEqual([0o600, 0o600]);
  chmodSync(folder, 0o755);
  openForNobody(handedIn, 0);
  expect([file, socketPath].map((path) => statSync(path).mode & 0o777)).toEqual([0o644, 0o666]);
  rmSync(folder, { recursive: true });
});
