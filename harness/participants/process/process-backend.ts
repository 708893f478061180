import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { request } from 'undici';
import { systemClock } from '#harness/common/clock.ts';
import { inProject } from '#harness/environment/project-root.ts';
import type { PartRunner, BackendOptions, PartPlan, StartedPart } from '../backend.ts';
import { cacheDirectory } from '../cache-directory.ts';
import { nodeOptions } from '../services/service-programs.ts';
import { archiveOptions, classArchive } from '../wiremock/class-archive.ts';
import { jvmOptions, wiremockJar, wiremockOptions } from '../wiremock/wiremock-command.ts';
import { findJava, type Java } from './java.ts';
import { spawnPart, type PartProcess, type SpawnedPart } from './spawn-part.ts';

const loopback = '127.0.0.1';
const serviceGraceMs = 3_000;
/** Writing a class archive takes the JVM a second or two. */
const wiremockGraceMs = 20_000;

/** The embedded backend: every part a child process of the supervisor, WireMock by the Java of this machine. */
export async function processBackend(options: BackendOptions & { java?: string }): Promise<PartRunner> {
  const java = await findJava(options.java);
  const caFile = join(options.folder, 'participants-ca.pem');
  const context: Context = { ...options, java, caFile, spawned: [], stopping: false };
  return {
    name: 'process',
    layout: {
      listenHost: loopback,
      addressOf: () => loopback,
      resolveTo: loopback,
      endsWithStdin: true,
    },
    start: (parts, ca) => {
      writeFileSync(caFile, ca, { mode: 0o600 });
      return parts.map((part) =>
        part.kind === 'wiremock' ? startWiremock(context, part) : startNode(context, part),
      );
    },
    [Symbol.asyncDispose]: async () => {
      context.stopping = true;
      await Promise.all(context.spawned.map((part) => part.stop()));
    },
  };
}

interface Context extends Omit<BackendOptions, 'java'> {
  readonly java: Java;
  readonly caFile: string;
  readonly spawned: SpawnedPart[];
  stopping: boolean;
}

async function startNode(
  context: Context,
  part: Exclude<PartPlan, { kind: 'wiremock' }>,
): Promise<StartedPart> {
  const configFile = join(context.folder, `${part.title}.json`);
  writeFileSync(configFile, JSON.stringify(part.config), { mode: 0o600 });
  const compiled = cacheDirectory('compiled');
  return spawned(context, {
    title: part.title,
    command: process.execPath,
    args: [...nodeOptions, inProject(context.programs.pathOf(part.title)), configFile],
    env: {
      NODE_EXTRA_CA_CERTS: context.caFile,
      TZ: 'Europe/Oslo',
      ...(compiled === undefined ? {} : { NODE_COMPILE_CACHE: compiled }),
    },
    graceMs: serviceGraceMs,
  });
}

async function startWiremock(
  context: Context,
  part: Extract<PartPlan, { kind: 'wiremock' }>,
): Promise<StartedPart> {
  const folder = join(context.folder, 'wiremock');
  mkdirSync(join(folder, 'mappings'), { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, 'mappings', 'stubs.json'), JSON.stringify({ mappings: part.stubs }));
  const jar = inProject(wiremockJar());
  const archive = classArchive(cacheDirectory('class-data'), context.java.build, jar);
  const written = join(folder, 'classes.jsa');
  const start = (options: readonly string[]): Promise<StartedPart> =>
    spawned(context, {
      title: part.title,
      command: context.java.program,
      args: [
        ...options,
        ...jvmOptions(folder),
        '-jar',
        jar,
        ...wiremockOptions({ host: loopback, port: part.port }, folder),
      ],
      env: { TZ: 'Europe/Oslo', LANG: 'C.UTF-8' },
      ready: (signal) => wiremockAnswers(part.port, signal),
      graceMs: wiremockGraceMs,
      afterExit: () => archive.keep(written),
    });
  if (archive.kept === undefined) return start(archiveOptions({ write: written }));
  // Whatever an archive of an earlier run is like, it must not stop this one.
  return start(archiveOptions({ read: archive.kept })).catch((error: unknown) => {
    if (context.stopping) throw error;
    archive.discard();
    return start([]);
  });
}

/** Spawns, and keeps track of it from that moment, ready or not. */
async function spawned(
  context: Context,
  plan: Omit<PartProcess, 'runId' | 'runDir'> & {
    /** After a stop of a part that had been ready. */
    afterExit?: () => void;
  },
): Promise<StartedPart> {
  const part = spawnPart({ ...plan, runId: context.runId, runDir: context.runDir });
  let isReady = false;
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> =>
    (stopped ??= part.stop().then(() => {
      if (isReady) plan.afterExit?.();
    }));
  const tracked = { ...part, stop };
  context.spawned.push(tracked);
  await part.ready;
  isReady = true;
  return tracked;
}

async function wiremockAnswers(port: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const answer = await request(`http://${loopback}:${port}/__admin/health`, { signal }).catch(
      () => undefined,
    );
    await answer?.body.dump();
    if (answer?.statusCode === 200) return;
    await systemClock.after(30);
  }
}
