import { spawnSync } from 'node:child_process';
import { cpSync, lstatSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { childEnvironment } from '#harness/environment/process-environment.ts';
import { inProject, projectRoot } from '#harness/environment/project-root.ts';

/** What no run needs of the checkout; node_modules is linked. */
const leftOut = ['.git', 'node_modules', 'test-results', join('reports', 'output')];

/**
 * Copies the work tree as it is now, and commits it there: the gate lets nothing through to real participants but what
 * is committed, and a guard that is being mended shall be attacked before it is. Returns nothing; throws where git fails.
 */
export function copyProject(to: string): void {
  cpSync(projectRoot, to, {
    recursive: true,
    filter: (path) => {
      const kind = lstatSync(path);
      return (kind.isFile() || kind.isDirectory()) && !leftOut.includes(relative(projectRoot, path));
    },
  });
  git(to, 'init', '--quiet');
  writeFileSync(join(to, '.git', 'info', 'exclude'), 'node_modules\n');
  symlinkSync(inProject('node_modules'), join(to, 'node_modules'));
  git(to, 'add', '--all');
  const author = ['-c', 'user.name=safety', '-c', 'user.email=safety@verdikjede.test'];
  git(to, ...author, 'commit', '--quiet', '--message', 'The work tree that is attacked');
}

function git(folder: string, ...parameters: string[]): void {
  const { status, stderr } = spawnSync('git', ['-C', folder, ...parameters], {
    encoding: 'utf8',
    // Nobody's hooks, signatures or templates.
    env: childEnvironment({ GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }),
  });
  if (status !== 0) throw new Error(`git ${parameters.at(0) ?? ''}: ${stderr}`);
}
