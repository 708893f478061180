import { rmSync } from 'node:fs';
import { currentRun } from '#harness/environment/run-context.ts';
import { processEnvironment, setForWorkers } from '#harness/environment/process-environment.ts';
import { nativeRun } from './native-run.ts';
import { openRun } from './open-run.ts';

/**
 * Native `npx playwright test`, `--ui` and the editor's button: does what the supervisor does, in mode test.
 * Under the supervisor, and for tests that need no participants, there is nothing to do.
 */
export default async function globalSetup(): Promise<(() => Promise<void>) | undefined> {
  if (currentRun() !== undefined || !scenariosSelected(process.argv)) return undefined;
  const { environment, scenariosPath, allureResultsDir } = nativeRun();
  const open = await openRun({
    environment,
    backend: processEnvironment().VERDIKJEDE_BACKEND ?? 'auto',
    scenariosPath,
    allureResultsDir,
    progress: () => undefined,
  });
  setForWorkers({ VERDIKJEDE_RUN: open.contextPath, NODE_EXTRA_CA_CERTS: open.guard.caPath });
  return async () => {
    await open[Symbol.asyncDispose]();
    rmSync(scenariosPath, { force: true });
  };
}

/** Only a choice of other projects rules the scenarios out. */
function scenariosSelected(argv: readonly string[]): boolean {
  const projects = argv.flatMap((argument, i) => {
    if (argument.startsWith('--project=')) return [argument.slice('--project='.length)];
    return argument === '--project' ? [argv[i + 1] ?? ''] : [];
  });
  return projects.length === 0 || projects.includes('scenarios');
}
