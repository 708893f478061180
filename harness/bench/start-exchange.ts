import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Roster } from '#harness/common/roster.ts';
import type { ServiceConfig } from '#harness/common/service-config.ts';
import { inProject } from '#harness/environment/project-root.ts';
import { freePort } from './free-port.ts';
import { startChild } from './start-child.ts';

export interface RunningExchange extends AsyncDisposable {
  /** The plain port that load uses. */
  readonly url: string;
}

/** Starts the message exchange's service alone, as a process, past front and WireMock. */
export async function startExchange(options: {
  readonly roster: Roster;
  readonly settings?: Record<string, unknown>;
  /** Of others that it asks. */
  readonly origins?: Readonly<Record<string, string>>;
}): Promise<RunningExchange> {
  const folder = await mkdtemp(join(tmpdir(), 'verdikjede-exchange-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const config: ServiceConfig = {
    participant: 'message-exchange',
    listen: { host: '127.0.0.1', port },
    origins: { ...options.origins, 'message-exchange': url },
    endsWithStdin: true,
    roster: options.roster,
    standing: { letters: [] },
    settings: options.settings ?? {},
  };
  const configFile = join(folder, 'exchange.json');
  await writeFile(configFile, JSON.stringify(config), { mode: 0o600 });
  try {
    const child = await startChild(inProject('mocks', 'message-exchange', 'service.ts'), [configFile]);
    return { url, [Symbol.asyncDispose]: () => child[Symbol.asyncDispose]() };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
