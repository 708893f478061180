import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { startExchange } from '#harness/bench/start-exchange.ts';
import { freePort } from '#harness/bench/free-port.ts';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import { loadResultSchema, type LoadResult } from '#harness/observation/load-result.schema.ts';
import { HarnessError } from '../errors.ts';
import { isCleanHistory } from './check-history.ts';
import { findK6 } from './find-k6.ts';
import type { LoadProgress } from './follow-evidence.ts';
import { loadChain } from './load-chain.ts';
import { withLoadParties } from './load-parties.ts';
import type { Workload } from './workloads.ts';

const roster = withLoadParties(loadEnvironment('local').roster);

const short: Workload & { name: string } = {
  name: 'short',
  title: 'Thirty messages by three virtual users',
  scenarios: { chain: { executor: 'shared-iterations', vus: 3, iterations: 30, maxDuration: '60s' } },
  virtualUsers: 3,
  endAtThreshold: false,
};

test.beforeEach(() => {
  try {
    findK6();
  } catch (error) {
    if (process.env['CI']) throw error;
    test.skip(true, `needs k6: ${error instanceof HarnessError ? error.hint : ''}`);
  }
});

async function load(
  exchangeUrl: string,
  progress: LoadProgress[] = [],
): Promise<LoadResult & { runDir: string }> {
  const runDir = test.info().outputPath('run');
  const result = await loadChain({
    ...{ chain: 'letter', workload: short, exchangeUrl, roster, runDir, patienceMs: 400 },
    onProgress: (seen) => progress.push(seen),
  });
  return { ...loadResultSchema.parse(result), runDir };
}

test('loadChain() walks every letter whole, with a clean history', async () => {
  await using exchange = await startExchange({ roster });
  const progress: LoadProgress[] = [];
  const { runDir, ...result } = await load(exchange.url, progress);
  expect(result.history).toMatchObject({ accepted: 30, receipted: 30 });
  expect(isCleanHistory(result.history)).toBe(true);
  expect(result).toMatchObject({ chain: 'letter', workload: 'short', messages: 30 });
  expect(result.thresholds.filter(({ met }) => !met)).toEqual([]);
  expect(result.steps.map(({ name }) => name)).toEqual(['send', 'fetch', 'apprec', 'status', 'receipt']);
  expect(result.steps.every(({ count, failed }) => count >= 30 && failed === 0)).toBe(true);
  expect(progress.at(-1)).toMatchObject({ messages: 30, failed: 0 });
  expect(readdirSync(runDir).sort()).toEqual(['load-evidence.jsonl', 'load-summary.json']);
});

test('loadChain() finds the messages that the exchange loses', async () => {
  await using exchange = await startExchange({ roster, settings: { loseEvery: 10 } });
  const { history, steps, thresholds } = await load(exchange.url);
  expect(history).toMatchObject({ accepted: 30, receipted: 27, doubled: [], withoutReceipt: [] });
  expect(history.lost).toHaveLength(3);
  expect(steps.find(({ name }) => name === 'fetch')).toMatchObject({ failed: 3 });
  expect(thresholds).toContainEqual({ name: 'failed_2_fetch count==0', met: false });
});

test('loadChain() finds the messages that come twice', async () => {
  await using exchange = await startExchange({ roster, settings: { doubleEvery: 10 } });
  const { history } = await load(exchange.url);
  expect(history).toMatchObject({ accepted: 30, receipted: 30, lost: [], receiptDoubled: [] });
  expect(history.doubled).toHaveLength(3);
});

test('loadChain() blames the exchange when nothing answers', async () => {
  const url = `http://127.0.0.1:${await freePort()}`;
  await expect(load(url)).rejects.toMatchObject({
    code: 'PARTICIPANT_DOWN',
    participant: 'message-exchange',
  });
});

test('loadChain() can be stopped early and still says what it saw', async () => {
  await using exchange = await startExchange({ roster });
  const runDir = test.info().outputPath('run');
  const stop = new AbortController();
  const result = await loadChain({
    ...{ chain: 'letter', workload: 'soak', exchangeUrl: exchange.url, roster, runDir, signal: stop.signal },
    onProgress: ({ messages }) => {
      if (messages > 0) stop.abort();
    },
  });
  expect(result.messages).toBeGreaterThan(0);
  // What was taken and not yet marked as read is taken again when the inboxes are emptied: seen twice, not lost.
  expect(result.history.lost).toEqual([]);
});

test('loadChain() refuses a chain that has no load script', async () => {
  const options = { workload: short, exchangeUrl: 'http://127.0.0.1:1', roster, onProgress: () => undefined };
  const runDir = test.info().outputPath('never-made');
  await expect(loadChain({ ...options, chain: 'nothing', runDir })).rejects.toMatchObject({ code: 'USAGE' });
  expect(existsSync(runDir)).toBe(false);
});
