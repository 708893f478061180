import { inProject, projectRoot } from '#harness/environment/project-root.ts';
import { nobody, placesOf, variablesOf, type Command, type Enclosure, type Place } from '../enclosure.ts';
import { mountedBelow } from './mounted-below.ts';

/** A container engine on this machine: its client, and its socket as a URL. */
export interface Engine {
  readonly program: string;
  readonly host: string;
}

export interface ContainerSealer extends Engine {
  readonly by: 'container';
  readonly image: string;
  /** Whether the browser has its own sandbox in there; the kernel may refuse it. */
  readonly browserSandbox: boolean;
}

/**
 * Parameters of the engine's client before its command. It reads no settings: those could add variables (proxies) to
 * every container, or lead to another engine.
 */
export const clientOf = ({ host }: Engine): string[] => ['--config', '/nonexistent', '--host', host];

/** A command as it runs inside the seal by a container, which ends with its standard input and leaves nothing. */
export function containerCommand(sealer: ContainerSealer, command: Command, enclosure: Enclosure): Command {
  const parameters = [
    ...clientOf(sealer),
    ...['run', '--rm', '--interactive', '--pull', 'never', '--read-only'],
    ...['--network', 'none', '--ipc', 'private', '--hostname', 'sealed', '--user', userInside()],
    ...['--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'],
    // Without it, engines on SELinux systems would not let it read the project.
    ...['--security-opt', 'label=disable'],
    ...systemCalls(sealer),
    // Playwright's output carries what was received: the engine keeps none of it.
    ...['--log-driver', 'none'],
    ...Object.entries(enclosure.labels).flatMap(([name, value]) => ['--label', `${name}=${value}`]),
    ...withMounts(placesOf(enclosure)).flatMap(parametersOf),
    ...['--workdir', projectRoot],
    ...variablesOf(enclosure).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ...[sealer.image, command.program, ...command.parameters],
  ];
  return { program: sealer.program, parameters };
}

/** There is no user namespace: nobody is nobody outside too (openForNobody()). */
const userInside = (): string =>
  process.getuid?.() === 0 ? `${nobody}:${nobody}` : `${process.getuid?.()}:${process.getgid?.()}`;

/**
 * Chromium's sandbox makes user, process and network namespaces and a root folder of its own, which an engine's default
 * filter of system calls refuses to whoever has no power. So, where the kernel permits them, a filter of ours stands in
 * its place: it refuses what the default refuses, mounting too, but for those calls. Bubblewrap filters nothing. Where
 * the kernel permits them not, nobody needs those calls, and the engine's own filter stays.
 */
const systemCalls = ({ browserSandbox }: ContainerSealer): string[] =>
  browserSandbox
    ? ['--security-opt', `seccomp=${inProject('harness', 'seal', 'container', 'seccomp.json')}`]
    : [];

/** Older engines show read-only what is mounted at a path, but not what is mounted further below: each by itself. */
function withMounts(places: readonly Place[]): Place[] {
  const known = new Set(places.map(({ path }) => path));
  const folders = places.flatMap(({ as, path }) => (as === 'shown' ? [path] : []));
  const more = mountedBelow(folders).filter((path) => !known.has(path));
  return [...places, ...more.map((path): Place => ({ as: 'shown', path }))];
}

function parametersOf({ as, path }: Place): string[] {
  switch (as) {
    case 'link':
      // Lies in the image: an engine can mount no link.
      return [];
    case 'shown':
      return ['--mount', mount(path, path, 'readonly')];
    case 'written':
      return ['--mount', mount(path, path)];
    case 'empty':
      return ['--tmpfs', path];
    case 'hidden':
      return ['--mount', mount('/dev/null', path, 'readonly')];
  }
}

/** One line of CSV, as the client takes it: a path may hold commas and quotes. */
const mount = (source: string, target: string, ...options: readonly string[]): string =>
  ['type=bind', `source=${source}`, `target=${target}`, ...options]
    .map((field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(',');
