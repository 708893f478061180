import { existsSync, lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { projectRoot } from '#harness/environment/project-root.ts';
import { waysOutIn } from './ways-out.ts';

/** A program with its parameters. */
export interface Command {
  readonly program: string;
  readonly parameters: readonly string[];
}

export interface Enclosure {
  /** Files and folders that may be read, besides the system's programs, the project and Node. */
  readonly readable: readonly string[];
  /** Existing files and folders that may be written: the run's output, and nothing else. */
  readonly writable: readonly string[];
  /** The guard's unix socket: the only way out. */
  readonly socketPath: string;
  /** All environment variables that are handed in. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Folders of programs and libraries; on many systems some are links into /usr. */
const systemFolders = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/opt', '/nix/store'];
/** What programs, fonts and browsers look up there. Nothing of it is a secret or a socket. */
const systemFiles = [
  ...['alternatives', 'fonts', 'ld.so.cache', 'localtime', 'passwd', 'group', 'nsswitch.conf', 'mime.types'],
  ...['ssl', 'ca-certificates', 'pki', 'chromium', 'chromium.d'],
].map((name) => `/etc/${name}`);
const homeInside = '/home/sealed';
const nobody = '65534';

/**
 * A command as it runs inside the seal (bubblewrap): user, network, process, ipc, uts and mount namespaces of its
 * own. The file tree holds what is listed and nothing else, without the sockets and pipes in it, so that none but the
 * guard's can be reached, and all of it is read-only but the output, an empty HOME and an empty /tmp.
 */
export function sealedCommand(bwrap: string, command: Command, enclosure: Enclosure): Command {
  const { readable, writable, socketPath, variables } = enclosure;
  const node = dirname(realpathSync(process.execPath));
  const shown = [projectRoot, realpathSync(`${projectRoot}/node_modules`), node, ...readable];
  const parameters = [
    ...['--unshare-user', '--unshare-net', '--unshare-pid', '--unshare-ipc', '--unshare-uts'],
    ...['--unshare-cgroup-try', '--hostname', 'sealed', '--die-with-parent', '--new-session'],
    // Root is nobody in there: it owns its files still, and has no power over anything.
    ...(process.getuid?.() === 0 ? ['--uid', nobody, '--gid', nobody] : []),
    ...systemFolders.flatMap(systemFolder),
    ...systemFiles.flatMap((path) => ['--ro-bind-try', path, path]),
    ...['--ro-bind-try', '/var/cache/fontconfig', '/var/cache/fontconfig'],
    ...['--proc', '/proc', '--dev', '/dev', '--tmpfs', '/run', '--tmpfs', '/tmp', '--tmpfs', homeInside],
    // A folder goes before what lies in it.
    ...shown.toSorted((a, b) => a.length - b.length).flatMap((path) => ['--ro-bind', path, path]),
    ...writable.flatMap((path) => ['--bind', path, path]),
    ...waysOutIn([...shown, ...writable], systemFolders)
      .filter((path) => path !== socketPath)
      .flatMap((path) => ['--ro-bind', '/dev/null', path]),
    ...['--bind', socketPath, socketPath, '--remount-ro', '/', '--chdir', projectRoot, '--clearenv'],
    ...Object.entries({ ...variables, HOME: homeInside, TMPDIR: '/tmp' }).flatMap(([name, value]) => [
      '--setenv',
      name,
      value,
    ]),
    ...['--', command.program, ...command.parameters],
  ];
  return { program: bwrap, parameters };
}

function systemFolder(path: string): string[] {
  if (!existsSync(path)) return [];
  return lstatSync(path).isSymbolicLink()
    ? ['--symlink', readlinkSync(path), path]
    : ['--ro-bind', path, path];
}
