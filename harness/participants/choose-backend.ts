import type { ContainerRuntimeClient } from 'testcontainers';
import { HarnessError } from '#harness/errors.ts';
import type { PartRunner } from './backend.ts';
import type { Images } from './container/images.ts';
import { processBackend } from './process/process-backend.ts';
import type { StartOptions } from './running-participants.ts';
import { servicePrograms } from './services/service-programs.ts';

/** What a backend is told besides the options of the start. */
export interface BackendFacts {
  /** Folder of this environment's files in the run directory. */
  readonly folder: string;
}

type Containers =
  | { readonly usable: true; readonly client: ContainerRuntimeClient; readonly images: Images }
  | { readonly usable: false; readonly error: HarnessError };

/**
 * The backend to start participants with. `auto` takes containers when an engine answers and the images can be had,
 * else processes, and says why. Throws ENGINE_MISSING or IMAGE_MISSING when containers are asked for.
 */
export async function chooseBackend(options: StartOptions, facts: BackendFacts): Promise<PartRunner> {
  const { backend, progress } = options;
  const begun = Date.now();
  const programs = await servicePrograms();
  const given = { ...options, ...facts, programs };
  if (backend === 'process') return processBackend(given);
  const containers = await findContainers(options);
  if (containers.usable) {
    const { containerBackend } = await import('./container/container-backend.ts');
    return containerBackend({ ...given, client: containers.client, images: containers.images });
  }
  if (backend === 'container') throw containers.error;
  const because = `${containers.error.message} Participants run as processes.`;
  progress({ part: 'backend', state: 'ready', ms: Date.now() - begun, because });
  return processBackend(given);
}

/** The engine's client is loaded only here: it takes longer than anything else in this room. */
async function findContainers({ images: given, progress }: StartOptions): Promise<Containers> {
  const [{ engine }, { findImages }] = await Promise.all([
    import('./container/engine.ts'),
    import('./container/images.ts'),
  ]);
  const client = await engine();
  if (client === undefined) return { usable: false, error: engineMissing() };
  const begun = Date.now();
  const images = await findImages(client, given, (image) => {
    progress({ part: `image ${image}`, state: 'starting', ms: Date.now() - begun });
  });
  if ('missing' in images) return { usable: false, error: imageMissing(images.missing) };
  return { usable: true, client, images };
}

const engineMissing = (): HarnessError =>
  new HarnessError('No container engine answers (Docker or compatible).', {
    code: 'ENGINE_MISSING',
    stage: 'participants',
    hint: 'Start the engine or set DOCKER_HOST; `--backend process` needs none. `verdikjede doctor` shows what is there.',
  });

const imageMissing = (images: readonly string[]): HarnessError =>
  new HarnessError(`The container engine has not, and cannot pull: ${images.join(', ')}.`, {
    code: 'IMAGE_MISSING',
    stage: 'participants',
    hint:
      'Build base images with .ci/images/build.sh, name your own in VERDIKJEDE_IMAGE_SERVICE and ' +
      'VERDIKJEDE_IMAGE_WIREMOCK, or use `--backend process`.',
  });
