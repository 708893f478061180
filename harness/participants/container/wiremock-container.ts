import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Wait, type StartedTestContainer } from 'testcontainers';
import { inProject, projectRoot } from '#harness/environment/project-root.ts';
import type { PartPlan, StartedPart } from '../backend.ts';
import { cacheDirectory } from '../cache-directory.ts';
import { archiveOptions, classArchive, type ClassArchive } from '../wiremock/class-archive.ts';
import { jvmOptions, wiremockJar, wiremockOptions } from '../wiremock/wiremock-command.ts';
import { fileFromTar } from './file-from-tar.ts';
import { handOver } from './hand-over.ts';
import { inside, type PartContainer } from './part-container.ts';
import { prepareContainer, type ContainerContext, type StartContext } from './prepare-container.ts';
import { startContainer } from './start-container.ts';

/** Where the JVM may write, and where it leaves a class archive. */
const writable = '/tmp';
const written = `${writable}/classes.jsa`;
/** Writing a class archive takes the JVM a second or two. */
const archiveWithinSeconds = 20;

/** WireMock in a container: the jar that npm brought, on the image's Java. */
export async function startWiremockContainer(
  context: StartContext,
  part: Extract<PartPlan, { kind: 'wiremock' }>,
): Promise<StartedPart> {
  const { client, images } = context.backend;
  const image = await client.container.dockerode.getImage(images.wiremock).inspect();
  const archive = classArchive(cacheDirectory('class-data'), image.Id, inProject(wiremockJar()));
  const { kept } = archive;
  if (kept === undefined) {
    const container = configure(context, part, archiveOptions({ write: written }));
    return startContainer(part.title, container, (started) => takeArchive(context.backend, started, archive));
  }
  const container = configure(context, part, archiveOptions({ read: inside.classes }), kept);
  // Whatever an archive of an earlier run is like, it must not stop this one.
  return startContainer(part.title, container).catch((error: unknown) => {
    if (context.backend.stopping) throw error;
    archive.discard();
    return startContainer(part.title, configure(context, part, []));
  });
}

function configure(
  context: StartContext,
  part: Extract<PartPlan, { kind: 'wiremock' }>,
  options: readonly string[],
  classes?: string,
): PartContainer {
  const jar = `${inside.project}/${wiremockJar().replaceAll('\\', '/')}`;
  const { folder, images } = context.backend;
  const own = handOver(join(folder, 'containers', part.title), inside.own, {
    'mappings/stubs.json': JSON.stringify({ mappings: part.stubs }),
    // WireMock would make this folder, and may not.
    '__files/.keep': '',
  });
  return prepareContainer(context, part.title, images.wiremock)
    .withBindMounts([
      { source: projectRoot, target: inside.project, mode: 'ro' },
      own,
      ...(classes === undefined ? [] : [{ source: classes, target: inside.classes, mode: 'ro' as const }]),
    ])
    .withEnvironment({ TZ: 'Europe/Oslo', LANG: 'C.UTF-8' })
    .withEntrypoint([
      'java',
      ...options,
      ...jvmOptions(writable),
      ...['-jar', jar],
      ...wiremockOptions({ host: '0.0.0.0', port: part.port }, inside.own),
    ])
    .withWaitStrategy(Wait.forLogMessage('The WireMock server is started'));
}

/** Lets the JVM end by itself, which makes it write the archive, and takes that out. */
async function takeArchive(
  { client, folder }: ContainerContext,
  started: StartedTestContainer,
  archive: ClassArchive,
): Promise<void> {
  const copy = join(folder, 'classes.jsa');
  try {
    const container = client.container.dockerode.getContainer(started.getId());
    await container.stop({ t: archiveWithinSeconds });
    const tar = await client.container.fetchArchive(container, written);
    await pipeline(tar as Readable, fileFromTar, createWriteStream(copy));
    archive.keep(copy);
  } catch {
    // An engine that does not give it out: the next run tries again.
  } finally {
    await rm(copy, { force: true });
  }
}
