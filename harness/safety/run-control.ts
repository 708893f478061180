import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { waitUntil } from '#harness/common/wait-until.ts';
import { childEnvironment } from '#harness/environment/process-environment.ts';
import { inProject } from '#harness/environment/project-root.ts';
import { writeRunContext } from '#harness/environment/run-context.ts';
import { requireBrowser } from '#harness/environment/tools/find-browser.ts';
import { spkiOf } from '#harness/guard/start-guard.ts';
import { afterTheEnd } from './attacks/after-the-end.ts';
import { arrivalOf } from './judge-attacks.ts';
import type { Arrival } from './sink/arrival.ts';
import type { Production } from './world.ts';

/** Makes all attacks with neither guard nor seal; returns what arrived. `ca`: PEM text of the sink's. */
export async function runControl(
  { sink, environmentFile }: Production,
  ca: string,
  only = '',
): Promise<readonly Arrival[]> {
  const folder = dirname(environmentFile);
  const contextPath = join(folder, 'control.json');
  writeRunContext(contextPath, {
    runId: `control-${process.pid}`,
    ...{ environmentFile, environmentName: 'safety', mode: 'test', sealed: false, browserSandbox: false },
    ...{ scenariosDir: folder, scenariosPath: join(folder, 'control.jsonl'), allureResultsDir: folder },
    // Nobody listens there, and nobody is told to go there.
    proxyUrl: 'http://127.0.0.1:9',
    caSpki: spkiOf(ca),
    origins: { ...sink.origins },
    ...{ wiremockAdminUrl: null, serviceUrls: {}, browser: requireBrowser() },
  });
  const cli = inProject('node_modules', '@playwright', 'test', 'cli.js');
  const config = inProject('harness', 'safety', 'control', 'control.config.ts');
  const child = spawn(process.execPath, [cli, 'test', '--config', config, '--grep', only], {
    cwd: inProject(),
    stdio: ['ignore', 2, 2],
    env: childEnvironment({
      VERDIKJEDE_RUN: contextPath,
      NODE_EXTRA_CA_CERTS: join(folder, 'trust.pem'),
      FORCE_COLOR: '0',
    }),
  });
  await once(child, 'exit');
  // When the run is over, what outlived it begins. That it never comes is for the judge.
  const look = (): true | undefined => (arrivalOf(afterTheEnd.id, sink.arrivals()) ? true : undefined);
  await waitUntil({ what: 'what outlives the control', timeoutMs: 10_000, look }).catch(() => undefined);
  return sink.arrivals();
}
