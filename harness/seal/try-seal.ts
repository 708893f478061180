import { findProgram } from '#harness/environment/tools/find-program.ts';
import { engineSocket, findEngine } from './container/find-engine.ts';
import { sealImage } from './container/seal-image.ts';
import { lookAround } from './look-around.ts';
import type { Sealer } from './sealed-command.ts';
import type { TrialResult } from './trial.ts';

/** Whether the seal works here, and what makes it; when not, why, and what to do. */
export type SealTrial = { readonly works: true; readonly sealer: Sealer } | Failed;
interface Failed {
  readonly works: false;
  /** Part of a sentence. */
  readonly because: string;
  readonly hint: string;
}

/** What shall make it; `auto`: bubblewrap, and where that does not work a container. One holds as well as the other. */
export const sealChoices = ['auto', 'bubblewrap', 'container'] as const;
export type SealChoice = (typeof sealChoices)[number];

const tried = new Map<SealChoice, Promise<SealTrial>>();

/** Seals a small program that looks around, once for each process: what is installed need not work. */
export function trySeal(choice: SealChoice = 'auto'): Promise<SealTrial> {
  const trial = tried.get(choice) ?? trialOf[choice]();
  tried.set(choice, trial);
  return trial;
}

const fails = (because: string, hint: string): Failed => ({ works: false, because, hint });
const report = 'Report it with the output of npx verdikjede doctor.';

const trialOf: Readonly<Record<SealChoice, () => Promise<SealTrial>>> = {
  auto: async () => {
    const bubblewrap = await trySeal('bubblewrap');
    if (bubblewrap.works || process.platform !== 'linux') return bubblewrap;
    const container = await trySeal('container');
    if (container.works) return container;
    return fails(
      `${bubblewrap.because}, and ${container.because}`,
      `${bubblewrap.hint.replace(/\.$/, '')}. Or: ${container.hint.replace(/^Run: /, '')}`,
    );
  },
  bubblewrap: onLinux(tryBubblewrap),
  container: onLinux(tryContainer),
};

function onLinux(trial: () => Promise<SealTrial>): () => Promise<SealTrial> {
  const elsewhere = fails(
    'the seal is Linux’s',
    'Verify in a Linux container on macOS, in WSL 2 on Windows.',
  );
  return () => (process.platform === 'linux' ? trial() : Promise.resolve(elsewhere));
}

const noUserNamespaces =
  'Allow user namespaces: in a container start it with --security-opt seccomp=unconfined --security-opt apparmor=unconfined; on Ubuntu: sysctl kernel.apparmor_restrict_unprivileged_userns=0.';

async function tryBubblewrap(): Promise<SealTrial> {
  const program = findProgram('bwrap');
  if (program === undefined) {
    return fails('bubblewrap is not installed', 'Run: apt-get install -y bubblewrap');
  }
  const sealer: Sealer = { by: 'bubblewrap', program, browserSandbox: true };
  try {
    const hole = holeIn(await lookAround(sealer));
    return hole === undefined ? { works: true, sealer } : fails(hole, report);
  } catch (error) {
    return fails(`bubblewrap cannot seal here (${saidIn(error)})`, noUserNamespaces);
  }
}

async function tryContainer(): Promise<SealTrial> {
  try {
    const engine = await findEngine();
    if (engine === undefined) {
      return fails(
        'there is no docker command to start a container with',
        'Run: apt-get install -y docker.io',
      );
    }
    if (engineSocket(engine) === undefined) {
      return fails('the container engine is not on this machine', 'Unset DOCKER_HOST and DOCKER_CONTEXT.');
    }
    const image = await sealImage(engine);
    const withSandbox: Sealer = { by: 'container', ...engine, image, browserSandbox: true };
    const found = await lookAround(withSandbox);
    const sealer = found.sandboxesBrowsers ? withSandbox : { ...withSandbox, browserSandbox: false };
    const hole = holeIn(found.sandboxesBrowsers ? found : await lookAround(sealer));
    return hole === undefined ? { works: true, sealer } : fails(`a container does not hold: ${hole}`, report);
  } catch (error) {
    const because = `no container can be started (${saidIn(error)})`;
    return fails(because, 'Start a container engine that this user may use.');
  }
}

/** First line that a program wrote of why it failed. */
function saidIn(error: unknown): string {
  const { stderr = '' } = error as { stderr?: string };
  return stderr.split('\n').find((line) => line !== '') ?? 'it did not say why';
}

/** The first thing that a seal must keep and this one does not. */
export function holeIn(result: TrialResult): string | undefined {
  if (!result.reachesTheGuardsSocket) return 'from inside it the guard cannot be reached';
  if (result.reachesAnotherSocket) return 'from inside it another socket can be reached';
  if (result.reachesThisMachinesPorts) return 'from inside it this machine’s network can be reached';
  if (result.seesOtherProcesses) return 'from inside it other processes can be seen';
  if (result.writesElsewhere) return 'from inside it more than the output can be written';
  if (!result.writesTemporaryFiles) return 'inside it no temporary file can be written';
  return result.hasPower ? 'inside it one has the power of root' : undefined;
}
