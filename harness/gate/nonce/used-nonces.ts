import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { processEnvironment } from '#harness/environment/process-environment.ts';
import { sha256 } from '#harness/common/sha256.ts';
import { finding, type GateFinding } from '../finding.ts';

/** What stands of a record that was used. */
interface Use {
  readonly runId: string;
  readonly change: string;
  readonly environment: string;
  readonly usedAt: string;
}

/** Which change records were used: one file each, in one folder that no run and no cleaning of reports touches. */
export interface UsedNonces {
  /** Whether it was used already, without using it. */
  check(nonce: string): GateFinding[];
  /** Uses it: of two who try at once one alone succeeds. */
  use(nonce: string, by: Use): GateFinding[];
}

/** VERDIKJEDE_STATE, else the system's state folder. */
export function stateFolder(): string {
  const { VERDIKJEDE_STATE, XDG_STATE_HOME, LOCALAPPDATA } = processEnvironment();
  const home = homedir();
  const system = { win32: LOCALAPPDATA, darwin: join(home, 'Library', 'Application Support') }[
    process.platform as string
  ];
  return VERDIKJEDE_STATE ?? join(XDG_STATE_HOME ?? system ?? join(home, '.local', 'state'), 'verdikjede');
}

/** The store of this machine's user, or the one that the site shares by VERDIKJEDE_STATE. */
export function usedNonces(folder = join(stateFolder(), 'used-changes')): UsedNonces {
  const file = (nonce: string): string => join(folder, `${sha256(nonce)}.json`);
  const used = finding(
    'nonce',
    'the record was used before; it is good for one run. Make another: change new.',
  );
  return {
    check: (nonce) => (existsSync(file(nonce)) ? [used] : []),
    use: (nonce, by) => {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        writeFileSync(file(nonce), `${JSON.stringify(by)}\n`, { flag: 'wx', flush: true });
        return [];
      } catch (error) {
        const { code, syscall } = error as NodeJS.ErrnoException;
        // From mkdir it says that a file stands where the folder should.
        if (code === 'EEXIST' && syscall === 'open') return [used];
        return [finding('nonce', `that the record is used cannot be kept in ${folder}.`)];
      }
    },
  };
}
