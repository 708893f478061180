import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import { processEnvironment } from '#harness/environment/process-environment.ts';
import { inProject } from '#harness/environment/project-root.ts';
import type { Environment } from '#harness/environment/environment.ts';
import { HarnessError } from '../errors.ts';

/** Where a native `npx playwright test` keeps what the supervisor would otherwise say. */
export interface NativeRun {
  readonly environment: Environment;
  readonly environmentName: string;
  readonly scenariosPath: string;
  readonly allureResultsDir: string;
}

/**
 * The environment of a native run. Mode test only: a verify run needs its supervisor outside Playwright, so with a
 * verify environment this refuses and names the command.
 */
export function nativeRun(): NativeRun {
  const name = processEnvironment().VERDIKJEDE_ENVIRONMENT ?? 'local';
  const environment = loadEnvironment(name);
  if (environment.mode === 'verify') {
    throw new HarnessError(
      `${environment.name} is verified, reading only, and Playwright alone cannot do that safely. Run: npx verdikjede verify ${name}`,
      {
        code: 'ENVIRONMENT_REFUSED',
        stage: 'run',
        hint: 'A verify run needs its supervisor outside Playwright.',
      },
    );
  }
  return {
    environment,
    environmentName: environment.name,
    scenariosPath: join(tmpdir(), `verdikjede-native-${process.pid}.jsonl`),
    allureResultsDir: inProject('reports', 'output', 'allure-results', environment.name),
  };
}
