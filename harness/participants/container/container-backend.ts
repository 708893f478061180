import type { ContainerRuntimeClient } from 'testcontainers';
import type { BackendOptions, PartPlan, PartRunner, StartedPart } from '../backend.ts';
import { registerEngine } from '../run-directory.ts';
import { livingRuns } from '../sweep.ts';
import { compileServices } from './compiled-services.ts';
import type { Images } from './images.ts';
import { labels } from './labels.ts';
import { startNodeContainer } from './node-container.ts';
import type { ContainerContext, StartContext } from './prepare-container.ts';
import { removeRunContainers } from './remove-containers.ts';
import { sharedAddress } from './shared-address.ts';
import { startWiremockContainer } from './wiremock-container.ts';

/**
 * The container backend: one network per run with one address, which a container for each service, for WireMock and
 * for the front share.
 */
export async function containerBackend(
  options: BackendOptions & { readonly client: ContainerRuntimeClient; readonly images: Images },
): Promise<PartRunner> {
  // Noted before anything is made, so that no moment is left in which a kill leaves something unknown.
  registerEngine(options.runDir);
  const living = livingRuns();
  const network = `verdikjede-${options.runId}`;
  const context: ContainerContext = { ...options, network, stopping: false };
  await Promise.all([
    removeRunContainers((runId) => !living.includes(runId)),
    options.client.container.dockerode.createNetwork({ Name: network, Labels: labels.of(options.runId) }),
  ]);
  const begun: Promise<StartedPart>[] = [];
  const planned: PartPlan[] = [];
  return {
    name: 'container',
    layout: {
      listenHost: '0.0.0.0',
      addressOf: () => '127.0.0.1',
      resolveTo: undefined,
      endsWithStdin: false,
    },
    start: (parts, ca) => {
      const starting = startTogether(context, parts, ca);
      begun.push(...starting);
      planned.push(...parts);
      return starting;
    },
    [Symbol.asyncDispose]: async () => {
      context.stopping = true;
      const removeAll = (): Promise<void> => removeRunContainers((runId) => runId === options.runId);
      // What was stopped in order is gone by now; this ends the wait of those that never got ready.
      await removeAll();
      const outcomes = await Promise.allSettled(begun);
      const allWell = outcomes.every(({ status }) => status === 'fulfilled');
      await Promise.all([removeAll(), allWell ? compileServices(planned, options) : undefined]);
    },
  };
}

/** The holder of the address first: the others can be made once it is made, and can start once it runs. */
function startTogether(
  backend: ContainerContext,
  parts: readonly PartPlan[],
  ca: string,
): Promise<StartedPart>[] {
  const address = sharedAddress(parts);
  const [made, up] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const context: StartContext = {
    ...{ backend, address, ca },
    ...{ untilUp: up.promise, isMade: made.resolve, isUp: up.resolve },
  };
  const start = (part: PartPlan): Promise<StartedPart> =>
    part.kind === 'wiremock' ? startWiremockContainer(context, part) : startNodeContainer(context, part);
  const starting = parts.map((part) =>
    part.title === address.holder ? start(part) : made.promise.then(() => start(part)),
  );
  // Should the holder fail before it runs, the others fail with it.
  const holding = starting[parts.findIndex(({ title }) => title === address.holder)];
  holding?.catch((error: unknown) => [made, up].forEach(({ reject }) => reject(error)));
  up.promise.catch(() => undefined);
  made.promise.catch(() => undefined);
  return starting;
}
