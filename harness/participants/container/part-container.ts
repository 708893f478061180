import { GenericContainer } from 'testcontainers';
import { projectRoot } from '#harness/environment/project-root.ts';

/** Where things lie inside a container, besides the project, which lies where it lies outside. */
export const inside = {
  /** The part's own files. */
  own: '/verdikjede/own',
  /** What it may write, where it keeps files. */
  kept: '/verdikjede/kept',
  node: '/verdikjede/node',
  classes: '/verdikjede/classes.jsa',
  compiled: '/verdikjede/compiled',
  /** The project's own path, so that paths in logs and caches agree; Windows paths have no such place. */
  project: process.platform === 'win32' ? '/verdikjede/project' : projectRoot,
} as const;

/** Nobody: needs to own nothing, since all that it reads is readable for all, inside. */
export const nobody = 65_534;

/** A testcontainer that is held to our rules: in the run's network, published on loopback alone, without any rights. */
export class PartContainer extends GenericContainer {
  #created: () => Promise<void> | undefined = () => undefined;
  #running: () => void = () => undefined;

  constructor(image: string) {
    super(image);
    this.withUser(`${nobody}:${nobody}`)
      .withDroppedCapabilities('ALL')
      // Without the label, engines on SELinux systems would not let it read the mounted project.
      .withSecurityOpt('no-new-privileges:true', 'label=disable')
      // Swept by label, by our own keeper: the reaper's image may not be at hand.
      .withAutoCleanup(false);
  }

  /** testcontainers itself would publish on every address of the machine. */
  publishedOnLoopback(ports: readonly number[]): this {
    this.withExposedPorts(...ports.map((port) => ({ container: port, host: port })));
    this.hostConfig.PortBindings = Object.fromEntries(
      ports.map((port) => [`${port}/tcp`, [{ HostIp: '127.0.0.1', HostPort: String(port) }]]),
    );
    return this;
  }

  /** In this network alone, under these names; testcontainers' aliases would leave it in the default one too. */
  inNetwork(network: string, aliases: readonly string[]): this {
    this.networkMode = network;
    this.createOpts.NetworkingConfig = { EndpointsConfig: { [network]: { Aliases: [...aliases] } } };
    return this;
  }

  /** With the address, the ports and the loopback of another container, which must run when this one starts. */
  besides(containerName: string): this {
    this.networkMode = `container:${containerName}`;
    return this;
  }

  /** Calls back once it is made; it starts when what comes back resolves. */
  onCreated(tell: () => Promise<void> | undefined): this {
    this.#created = tell;
    return this;
  }

  /** Calls back once it runs, which is before it is ready. */
  onRunning(tell: () => void): this {
    this.#running = tell;
    return this;
  }

  protected override async containerCreated(): Promise<void> {
    await this.#created();
  }

  protected override containerStarting(): Promise<void> {
    this.#running();
    return Promise.resolve();
  }
}
