import { join, posix, sep } from 'node:path';
import { Wait } from 'testcontainers';
import { projectRoot } from '#harness/environment/project-root.ts';
import type { PartPlan, StartedPart } from '../backend.ts';
import { declarationOf } from '../declarations.ts';
import { compiledServices } from './compiled-services.ts';
import { nodeOptions } from '../services/service-programs.ts';
import { handOver, keepFolder } from './hand-over.ts';
import { inside } from './part-container.ts';
import { prepareContainer, type StartContext } from './prepare-container.ts';
import { startContainer } from './start-container.ts';

const configFile = 'config.json';
const caFile = 'participants-ca.pem';

/** A service or the front in a container: this checkout, on this machine's Node where that runs in a container. */
export async function startNodeContainer(
  context: StartContext,
  part: Exclude<PartPlan, { kind: 'wiremock' }>,
): Promise<StartedPart> {
  const { backend } = context;
  // Elsewhere this machine's Node does not run in a Linux container; there the image must bring its own.
  const ownNode = process.platform === 'linux';
  const compiled = ownNode ? compiledServices() : undefined;
  const keepsFiles = part.kind === 'service' && declarationOf(part.title).keepsFiles === true;
  const kept = keepsFiles ? [keepFolder(join(backend.folder, 'kept', part.title), inside.kept)] : [];
  const own = handOver(join(backend.folder, 'containers', part.title), inside.own, {
    [configFile]: JSON.stringify({ ...part.config, ...(keepsFiles ? { writableFolder: inside.kept } : {}) }),
    [caFile]: context.ca,
  });
  const script = posix.join(inside.project, ...backend.programs.pathOf(part.title).split(sep));
  const container = prepareContainer(context, part.title, backend.images.service)
    .withBindMounts([
      { source: projectRoot, target: inside.project, mode: 'ro' },
      own,
      ...kept,
      ...(ownNode ? [{ source: process.execPath, target: inside.node, mode: 'ro' as const }] : []),
      ...(compiled === undefined ? [] : [compiled]),
    ])
    .withEnvironment({
      NODE_EXTRA_CA_CERTS: `${inside.own}/${caFile}`,
      TZ: 'Europe/Oslo',
      ...(compiled === undefined ? {} : { NODE_COMPILE_CACHE: inside.compiled }),
    })
    .withEntrypoint([ownNode ? inside.node : 'node', ...nodeOptions, script, `${inside.own}/${configFile}`])
    .withWaitStrategy(Wait.forLogMessage('{"ready":true}'));
  return startContainer(part.title, container);
}
