import { spawnSync } from 'node:child_process';
import { findProgram } from '#harness/environment/tools/find-program.ts';
import { HarnessError } from '../../errors.ts';
import { say } from '../terminal.ts';
import { lookUpTools, type Tool } from './tools.ts';

export type Need = 'browser' | 'participants' | 'gate' | 'seal';

/**
 * Sees to it that what a run needs is on this machine. As root on a Debian it installs what is missing, and says so
 * before it does; else it throws SETUP_MISSING with the command to run.
 */
export async function ensureTools(needs: readonly Need[], backend: string = 'auto'): Promise<void> {
  const missing = await missingTools(needs, backend);
  if (missing.length === 0) return;
  if (!mayInstall()) throw cannot(missing);
  const packages = missing.flatMap(({ debian }) => debian);
  say(`    Missing: ${missing.map(({ name, purpose }) => `${name} (${purpose})`).join(', ')}.`);
  say(`    Installing Debian packages on this machine: ${packages.join(' ')} …`);
  apt(['update', '-qq']);
  apt(['install', '-y', '-qq', '--no-install-recommends', ...packages, 'fonts-dejavu-core']);
  const still = await missingTools(needs, backend);
  if (still.length > 0) throw cannot(still);
  say('    Installed.');
}

async function missingTools(needs: readonly Need[], backend: string): Promise<Tool[]> {
  const { browser, engine, java, bubblewrap, sshKeygen } = await lookUpTools();
  const needsJava =
    needs.includes('participants') &&
    backend !== 'container' &&
    (backend === 'process' || engine.found === undefined);
  // Got where it can be got; what runs without it says so, and what may not is refused later, with its reason.
  const getsSeal = needs.includes('seal') && process.platform === 'linux' && mayInstall();
  return [
    ...(needs.includes('browser') ? [browser] : []),
    ...(needsJava ? [java] : []),
    ...(needs.includes('gate') ? [sshKeygen] : []),
    ...(getsSeal ? [bubblewrap] : []),
  ].filter(({ found }) => found === undefined);
}

const mayInstall = (): boolean => process.getuid?.() === 0 && findProgram('apt-get') !== undefined;

function apt(parameters: readonly string[]): void {
  const { status } = spawnSync('apt-get', parameters, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status === 0) return;
  throw new HarnessError(`apt-get ${parameters[0] ?? ''} failed; what it said stands above.`, {
    code: 'SETUP_MISSING',
    stage: 'setup',
    hint: 'Install what `npx verdikjede doctor` names, and try again.',
  });
}

const cannot = (missing: readonly Tool[]): HarnessError =>
  new HarnessError(
    `This machine lacks: ${missing.map(({ name, purpose }) => `${name} (${purpose})`).join(', ')}.`,
    {
      code: 'SETUP_MISSING',
      stage: 'setup',
      hint: missing.map(({ howToGet }) => `Run: ${howToGet}`).join('\n→ '),
    },
  );
