import { expect, test } from '@playwright/test';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openAuditLog } from '#harness/audit/open-audit-log.ts';
import { temporaryLog } from '#harness/audit/testing/temporary-log.ts';
import { openCliWorld, type CliWorld } from './testing/cli-world.ts';

let world: CliWorld;
test.beforeAll(() => {
  world = openCliWorld(23_200);
});
test.afterAll(() => world.dispose());

test('audit verify and show tell a good log, a damaged one, and wrong use', async () => {
  using log = temporaryLog();
  const { path, copyPath } = log.options;
  const audit = await openAuditLog(log.options);
  await audit.append('intent', { number: 1, host: 'exchange.test:443' });
  await audit.append('denial', { reason: 'Not listed.' });
  await audit.close();
  const key = `${path}.pub`;

  const good = await world.run('audit', 'verify', dirname(path), '--key', key, '--checkpoint', copyPath);
  expect([good.code, good.stderr]).toEqual([0, '']);
  expect(good.stdout).toMatch(
    /^✔ .* is as it was written[^]*records {6}4: 1 closed, 1 denial, 1 intent, 1 opened\n/,
  );
  expect(good.stdout).not.toContain('taken from beside');
  const besides = await world.run('audit', 'verify', path);
  expect(besides.stdout).toContain('taken from beside the log');

  const shown = await world.run('audit', 'show', path, '--denied');
  expect([shown.code, shown.stdout.trim()]).toEqual([
    0,
    expect.stringMatching(/^3 {2}\S+Z {2}denial {8}reason=Not listed\.$/) as unknown,
  ]);
  const lines = await world.run('audit', 'show', path, '--json');
  expect(lines.stdout).toBe(readFileSync(path, 'utf8'));

  chmodSync(path, 0o600);
  writeFileSync(path, readFileSync(path, 'utf8').replace('Not listed', 'Was listed'));
  const damaged = await world.run('audit', 'verify', path, '--json');
  expect([damaged.code, JSON.parse(damaged.stdout)]).toMatchObject([4, { damage: { line: 4 }, records: 3 }]);
  expect((await world.run('audit', 'verify', path)).stdout).toMatch(
    /is damaged: line 4 \(byte \d+\): it does not/,
  );
  expect(await world.run('audit', 'show', path)).toMatchObject({ code: 4 });

  for (const wrong of [
    ['verify', join(log.folder, 'nothing')],
    ['verify', log.folder],
    ['verify', path, '--key', copyPath],
    ['show', path, '--checkpoint'],
  ]) {
    expect(await world.run('audit', ...wrong), wrong.join(' ')).toMatchObject({ code: 2, stdout: '' });
  }
});
