import { findProgram } from '#harness/environment/tools/find-program.ts';
import { HarnessError } from '../errors.ts';

/** The version that the scripts are kept against. */
export const k6Version = '1.8.1';

/** Absolute path of k6 on PATH; SETUP_MISSING, with the command to get it, when it is not there. */
export function findK6(path?: string): string {
  const found = findProgram('k6', path);
  if (found !== undefined) return found;
  throw new HarnessError('k6 was expected on PATH and is not there: load tests run in it.', {
    code: 'SETUP_MISSING',
    stage: 'load',
    hint: `${installCommand()} (and put it on PATH). Sites with a registry can use the container image grafana/k6:${k6Version}.`,
  });
}

function installCommand(): string {
  if (process.platform === 'darwin') return 'brew install k6';
  if (process.platform === 'win32') return 'winget install GrafanaLabs.k6';
  return `go install go.k6.io/k6@v${k6Version}`;
}
