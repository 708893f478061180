import { existsSync, lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { about, expect, scenario } from '#harness/run/scenario.ts';
import { reaches } from '#harness/seal/inside/reaches.ts';

/** What a scenario finds when it looks around: only what it needs. */
const chain = { name: 'seal', title: { nb: 'Segl', en: 'Seal' }, participants: [], hops: [] } as const;
const details = about({ chain, requirements: ['T2'] });

scenario('variables are the listed ones', details, () => {
  const first = processes().find(({ command }) => command.includes('seal/inside/main.ts'));
  const names = readFileSync(`/proc/${first?.pid}/environ`, 'utf8')
    .split('\0')
    .map((line) => line.split('=')[0]);
  const known =
    /^(PATH|LANG|LC_ALL|CI|HOME|HOSTNAME|TMPDIR|PWD|NODE_EXTRA_CA_CERTS|FORCE_COLOR|VERDIKJEDE_RUN|VERDIKJEDE_RUN_ID|)$/;
  expect(names.length).toBeGreaterThan(5);
  expect(names.filter((name = '') => !known.test(name))).toEqual([]);
});

scenario('nothing but output, HOME and /tmp can be written', details, ({ run }) => {
  for (const folder of [process.cwd(), '/', '/usr', '/etc', run.scenariosDir]) {
    expect(() => writeFileSync(`${folder}/verdikjede-was-here`, ''), folder).toThrow();
  }
  for (const folder of [homedir(), '/tmp', run.allureResultsDir]) {
    writeFileSync(`${folder}/verdikjede-was-here`, '');
  }
});

// The control is a run that is not sealed: there, all of it can be reached.
scenario('of this machine nothing is reached', details, async ({ run }) => {
  const urls = [run.wiremockAdminUrl ?? '', ...Object.values(run.serviceUrls)];
  const ports = urls.map((url) => Number(new URL(url).port));
  const folder = dirname(run.scenariosPath);
  const sockets = readdirSync(folder)
    .filter((name) => name !== 'guard.sock')
    .map((name) => join(folder, name))
    .filter((path) => lstatSync(path).isSocket());
  const reached = [
    ...(await Promise.all(ports.map((port) => reaches({ host: '127.0.0.1', port })))),
    ...(await Promise.all(sockets.map((path) => reaches({ path })))),
  ];
  expect(ports.length).toBeGreaterThan(4);
  expect(sockets).toHaveLength(run.sealed ? 0 : 1);
  expect(reached).toEqual(reached.map(() => !run.sealed));
  // An engine's socket is the way to everything.
  if (run.sealed) expect(['/run/docker.sock', '/var/run/docker.sock'].filter(existsSync)).toEqual([]);
});

scenario('nobody else is there', details, () => {
  expect(readdirSync('/run')).toEqual([]);
  expect(process.getuid?.()).not.toBe(0);
  // In a namespace of its own, numbers count from 1.
  expect(Math.max(...processes().map(({ pid }) => pid))).toBeLessThan(1_000);
});

scenario('the browser runs in its own sandbox', details, ({ browser, run }) => {
  expect(run.sealed).toBe(true);
  expect(browser.isConnected()).toBe(true);
  const commands = processes().map(({ command }) => command);
  expect(commands.some((command) => /--type=(renderer|zygote)/.test(command))).toBe(true);
  // Where the kernel lets it, which the verdict tells.
  const without = commands.filter((command) => command.includes('--no-sandbox'));
  expect(without.length > 0).toBe(!run.browserSandbox);
});

function processes(): { pid: number; command: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => ({ pid: Number(pid), command: commandOf(pid) }));
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
