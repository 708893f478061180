import { spawnSync } from 'node:child_process';
import { childEnvironment } from '#harness/environment/process-environment.ts';
import { findProgram } from '#harness/environment/tools/find-program.ts';
import { finding, type GateFinding } from './finding.ts';

/**
 * What runs is what stands in version control; change records and signatures alone may still be on their way there.
 * Where everything runs on this machine an unclean tree is told, and stops nothing.
 */
export function checkCleanTree(folder: string, { onlyWarn }: { onlyWarn: boolean }): GateFinding[] {
  const because = uncleanBecause(folder);
  if (because === undefined) return [];
  const found = finding('clean tree', because);
  return [onlyWarn ? { ...found, warning: true } : found];
}

function uncleanBecause(folder: string): string | undefined {
  const git = findProgram('git');
  if (git === undefined) return 'git is not on this machine, so nobody can tell which version runs.';
  const { status, stdout } = spawnSync(
    git,
    ['-C', folder, 'status', '--porcelain', '--', '.', ':(exclude)environments/changes'],
    { encoding: 'utf8', env: childEnvironment() },
  );
  if (status !== 0) return 'the project is no git work tree, so nobody can tell which version runs.';
  const changed = stdout.split('\n').filter((line) => line !== '').length;
  return changed === 0 ? undefined : `${changed} files differ from what is committed.`;
}
