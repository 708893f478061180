import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '#harness/common/clock.ts';
import type { SealChoice } from '#harness/seal/try-seal.ts';
import { createCertificateAuthority } from '#harness/participants/certificate-authority.ts';
import { startSink, type Sink } from './sink/start-sink.ts';
import { approve, leaseRoster, makeSigners } from './target/approve.ts';
import { copyProject } from './target/copy-project.ts';
import { openTarget, type CommandResult, type Target } from './target/target.ts';
import { writeEnvironment } from './target/write-environment.ts';

/** Production, played by a sink, and the file of an environment that says where it is. */
export interface Production {
  readonly sink: Sink;
  readonly environmentFile: string;
}

/** A tester's machine that verifies what sinks play. */
export interface World extends AsyncDisposable {
  readonly target: Target;
  /** PEM text of the sinks' CA. */
  readonly ca: string;
  /** Another production, with its people leased. */
  production(name: string): Promise<Production>;
  /** A change record for these scenarios there, signed by two. Returns its file. */
  approve(environmentFile: string, scenarios: Scenarios): Promise<string>;
  /** A real verify run by the command line. */
  verify(run: VerifyRun): Promise<CommandResult>;
}

interface VerifyRun {
  readonly environmentFile: string;
  readonly changeFile: string;
  readonly scenarios: Scenarios;
  /** Selects scenarios by title. */
  readonly grep?: string;
}

/** A folder of harness/safety/scenarios. */
export type Scenarios = 'attacks' | 'guard-killed' | 'policy-changed';

/** `seal`: what shall seal its runs. */
export async function openWorld(seal: SealChoice = 'auto'): Promise<World> {
  await using stack = new AsyncDisposableStack();
  const folder = stack.adopt(mkdtempSync(join(tmpdir(), 'verdikjede-safety-')), (path) =>
    rmSync(path, { recursive: true, force: true }),
  );
  const authority = await createCertificateAuthority('verdikjede safety', systemClock.now());
  const target = openTarget(folder);
  copyProject(target.project);
  const allowedSigners = makeSigners(folder);
  const ca = authority.certificate;
  const inCopy = (scenarios: Scenarios): string =>
    join(target.project, 'harness', 'safety', 'scenarios', scenarios);
  let records = 0;
  const owned = stack.move();
  return {
    ...{ target, ca },
    production: async (name) => {
      const site = join(folder, name);
      mkdirSync(site);
      const sink = owned.use(await startSink({ folder, site, name }, authority));
      const environmentFile = writeEnvironment({ folder: site, sink, trust: ca, allowedSigners });
      await leaseRoster(target, environmentFile);
      return { sink, environmentFile };
    },
    approve: (environmentFile, scenarios) => {
      records += 1;
      const name = `change-${records}`;
      return approve(target, { environmentFile, scenarios: inCopy(scenarios), name });
    },
    verify: ({ environmentFile, changeFile, scenarios, grep }) =>
      target.command(
        ...['verify', environmentFile, '--change', changeFile],
        ...['--scenarios', inCopy(scenarios), '--workers=1', '--seal', seal],
        ...(grep === undefined ? [] : ['--grep', grep]),
      ),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
