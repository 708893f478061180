import { Wait, type ContainerRuntimeClient } from 'testcontainers';
import { projectRoot } from '#harness/environment/project-root.ts';
import type { BackendOptions, PartPlan, PartRunner, StartedPart } from '../backend.ts';
import { registerEngine } from '../run-directory.ts';
import { livingRuns } from '../sweep.ts';
import type { Images } from './images.ts';
import { labels } from './labels.ts';
import { inside } from './part-container.ts';
import { prepareContainer, type ContainerContext } from './prepare-container.ts';
import { removeRunContainers } from './remove-containers.ts';
import { startContainer } from './start-container.ts';
import { startWiremockContainer } from './wiremock-container.ts';

/** The container backend: one network per run, a container for each service, for WireMock and for the front. */
export async function containerBackend(
  options: BackendOptions & { readonly client: ContainerRuntimeClient; readonly images: Images },
): Promise<PartRunner> {
  // Noted before anything is made, so that no moment is left in which a kill leaves something unknown.
  registerEngine(options.runDir);
  const living = livingRuns();
  await removeRunContainers((runId) => !living.includes(runId));
  const network = `verdikjede-${options.runId}`;
  const context: ContainerContext = { ...options, network, stopping: false };
  await options.client.container.dockerode.createNetwork({ Name: network, Labels: labels.of(options.runId) });
  const begun: Promise<StartedPart>[] = [];
  return {
    name: 'container',
    layout: {
      listenHost: '0.0.0.0',
      addressOf: (title) => title,
      resolveTo: undefined,
      endsWithStdin: false,
    },
    start: (part) => {
      const start =
        part.kind === 'wiremock' ? startWiremockContainer(context, part) : startNode(context, part);
      begun.push(start);
      return start;
    },
    [Symbol.asyncDispose]: async () => {
      context.stopping = true;
      const removeAll = (): Promise<void> => removeRunContainers((runId) => runId === options.runId);
      // What was stopped in order is gone by now; this ends the wait of those that never got ready.
      await removeAll();
      await Promise.allSettled(begun);
      await removeAll();
    },
  };
}

async function startNode(
  context: ContainerContext,
  part: Exclude<PartPlan, { kind: 'wiremock' }>,
): Promise<StartedPart> {
  const aliases = part.kind === 'front' ? part.config.names.map(({ host }) => host) : [];
  // Elsewhere this machine's Node does not run in a Linux container; there the image must bring its own.
  const ownNode = process.platform === 'linux';
  const script = `${inside.project}/mocks/${part.title}/service.ts`;
  const container = prepareContainer(
    context,
    part.title,
    context.images.service,
    part.config.listen.port,
    aliases,
  )
    .withBindMounts([
      { source: projectRoot, target: inside.project, mode: 'ro' },
      ...(ownNode ? [{ source: process.execPath, target: inside.node, mode: 'ro' as const }] : []),
    ])
    .withCopyContentToContainer([
      { content: JSON.stringify(part.config), target: inside.config, mode: 0o444 },
      { content: context.ca, target: inside.ca, mode: 0o444 },
    ])
    .withEnvironment({ NODE_EXTRA_CA_CERTS: inside.ca, TZ: 'Europe/Oslo' })
    .withEntrypoint([ownNode ? inside.node : 'node', script, inside.config])
    .withWaitStrategy(Wait.forLogMessage('{"ready":true}'));
  return startContainer(part.title, container);
}
