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
  /** Files of the run and folders that may be read, besides the system's programs, the project and Node. */
  readonly readable: readonly string[];
  /** Existing files and folders that may be written: the run's output, and nothing else. */
  readonly writable: readonly string[];
  /** The guard's unix socket: the only way out. */
  readonly socketPath: string;
  /** All environment variables that are handed in. None is a secret: they stand on a command line. */
  readonly variables: Readonly<Record<string, string>>;
  /** By these a container that is left behind is found and removed. */
  readonly labels: Readonly<Record<string, string>>;
}

/** What one path of the file tree in there is; it is the same path as outside. */
export type Place =
  | { readonly as: 'link'; readonly path: string; readonly to: string }
  /** `hidden`: something lies there outside, and in there nothing that can be talked to. */
  | { readonly as: 'shown' | 'written' | 'empty' | 'hidden'; readonly path: string };

/** Who root is in there: it has no power over anything. */
export const nobody = 65_534;
export const homeInside = '/home/sealed';
/** Made empty for the run, and thrown away with it. */
export const emptyFolders = ['/run', '/tmp', homeInside];

/** Folders of programs and libraries; on many systems some are links into /usr. */
const systemFolders = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/opt', '/nix/store'];
/** What programs, fonts and browsers look up there. Nothing of it is a secret or a socket. */
const systemFiles = [
  ...['alternatives', 'fonts', 'ld.so.cache', 'localtime', 'passwd', 'group', 'nsswitch.conf', 'mime.types'],
  ...['ssl', 'ca-certificates', 'pki', 'chromium', 'chromium.d'],
].map((name) => `/etc/${name}`);
const fontCache = '/var/cache/fontconfig';

const shown = (path: string): Place => ({ as: 'shown', path });

/** The system's folders, as they are here. */
export const systemPlaces = (): Place[] =>
  systemFolders
    .filter((path) => existsSync(path))
    .map((path) =>
      lstatSync(path).isSymbolicLink() ? { as: 'link', path, to: readlinkSync(path) } : shown(path),
    );

/** The whole file tree in there, but for /proc and /dev: each path once, and a folder before what lies in it. */
export function placesOf({ readable, writable, socketPath }: Enclosure): Place[] {
  const node = dirname(realpathSync(process.execPath));
  const own = [projectRoot, realpathSync(`${projectRoot}/node_modules`), node, ...readable];
  const hidden = waysOutIn([...own, ...writable], systemFolders).filter((path) => path !== socketPath);
  const places: Place[] = [
    ...systemPlaces(),
    ...[...systemFiles, fontCache].filter((path) => existsSync(path)).map(shown),
    ...emptyFolders.map((path): Place => ({ as: 'empty', path })),
    ...own.toSorted((a, b) => a.length - b.length).map(shown),
    ...writable.map((path): Place => ({ as: 'written', path })),
    ...hidden.map((path): Place => ({ as: 'hidden', path })),
    { as: 'written', path: socketPath },
  ];
  const last = new Map(places.map(({ path }, i) => [path, i]));
  return places.filter(({ path }, i) => last.get(path) === i);
}

/** Variables as they are in there. */
export const variablesOf = ({ variables }: Enclosure): [string, string][] =>
  Object.entries({ ...variables, HOME: homeInside, TMPDIR: '/tmp' });
