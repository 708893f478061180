import { GenericContainer } from 'testcontainers';
import { projectRoot } from '#harness/environment/project-root.ts';

/** Where things lie inside a container, besides the project, which lies where it lies outside. */
export const inside = {
  folder: '/verdikjede',
  config: '/verdikjede/config.json',
  ca: '/verdikjede/participants-ca.pem',
  node: '/verdikjede/node',
  classes: '/verdikjede/classes.jsa',
  /** The project's own path, so that paths in logs and caches agree; Windows paths have no such place. */
  project: process.platform === 'win32' ? '/verdikjede/project' : projectRoot,
} as const;

/** Nobody: needs to own nothing, since all that it reads is readable for all, inside. */
const user = '65534:65534';

/** A testcontainer that is held to our rules: one network, published on loopback alone, without any rights. */
export class PartContainer extends GenericContainer {
  constructor(image: string) {
    super(image);
    this.withUser(user)
      .withDroppedCapabilities('ALL')
      // Without the label, engines on SELinux systems would not let it read the mounted project.
      .withSecurityOpt('no-new-privileges:true', 'label=disable')
      // Swept by label, by our own keeper: the reaper's image may not be at hand.
      .withAutoCleanup(false);
  }

  /** testcontainers itself would publish on every address of the machine. */
  publishedOnLoopback(port: number): this {
    this.withExposedPorts({ container: port, host: port });
    this.hostConfig.PortBindings = { [`${port}/tcp`]: [{ HostIp: '127.0.0.1', HostPort: String(port) }] };
    return this;
  }

  /** In this network alone, under these names; testcontainers' aliases would leave it in the default one too. */
  inNetwork(network: string, aliases: readonly string[]): this {
    this.networkMode = network;
    this.createOpts.NetworkingConfig = { EndpointsConfig: { [network]: { Aliases: [...aliases] } } };
    return this;
  }
}
