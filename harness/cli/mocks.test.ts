import { expect, test } from '@playwright/test';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { ProxyAgent, fetch } from 'undici';
import type { MocksFacts } from './mocks-facts.ts';
import { openCliWorld } from './testing/cli-world.ts';

test('mocks up --json tells a program all it needs, until it is taken down', async () => {
  const world = openCliWorld(25_200);
  const child = world.start('mocks', 'up', '--json', '--environment', world.environment('local'));
  try {
    if (child.stdout === null) throw new Error('The command has no output.');
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const facts = JSON.parse(line) as MocksFacts;
    expect(facts.login.people.map(({ role }) => role)).toContain('citizen');
    const dispatcher = new ProxyAgent({
      uri: facts.proxy,
      requestTls: { ca: readFileSync(facts.ca, 'utf8') },
    });
    const party = facts.parties.find(({ role }) => role === 'receiver');
    const path = `/CommunicationParties/${party?.herId ?? ''}`;
    const named = await fetch(`${facts.origins['rest.address-register'] ?? ''}${path}`, { dispatcher });
    expect([named.status, named.headers.get('www-authenticate')]).toEqual([
      401,
      expect.stringMatching(/^DPoP /),
    ]);
    await named.body?.cancel();
    const response = await fetch(`${facts.plainPorts['address-register'] ?? ''}${path}`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ herId: Number(party?.herId) });
    await dispatcher.close();
  } finally {
    child.kill('SIGINT');
    await once(child, 'exit');
    world.dispose();
  }
  expect(child.exitCode).toBe(0);
});

test('mocks open says what to do when nothing is up, or the participant is unknown', async () => {
  const world = openCliWorld(25_300);
  const { code, stderr } = await world.run('mocks', 'open', 'nobody');
  world.dispose();
  expect(code).toBe(2);
  expect(stderr).toMatch(/mocks up|One of: message-exchange/);
});
