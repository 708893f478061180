import { projectRoot } from '#harness/environment/project-root.ts';
import { nobody, placesOf, variablesOf, type Command, type Enclosure, type Place } from './enclosure.ts';

/**
 * A command as it runs inside the seal by bubblewrap: user, network, process, ipc, uts and mount namespaces of its own.
 */
export function bubblewrapCommand(program: string, command: Command, enclosure: Enclosure): Command {
  const parameters = [
    ...['--unshare-user', '--unshare-net', '--unshare-pid', '--unshare-ipc', '--unshare-uts'],
    ...['--unshare-cgroup-try', '--hostname', 'sealed', '--die-with-parent', '--new-session'],
    // Root is nobody in there: it owns its files still.
    ...(process.getuid?.() === 0 ? ['--uid', String(nobody), '--gid', String(nobody)] : []),
    ...['--proc', '/proc', '--dev', '/dev'],
    ...placesOf(enclosure).flatMap(parametersOf),
    ...['--remount-ro', '/', '--chdir', projectRoot, '--clearenv'],
    ...variablesOf(enclosure).flatMap(([name, value]) => ['--setenv', name, value]),
    ...['--', command.program, ...command.parameters],
  ];
  return { program, parameters };
}

function parametersOf(place: Place): string[] {
  const { path } = place;
  switch (place.as) {
    case 'link':
      return ['--symlink', place.to, path];
    case 'shown':
      return ['--ro-bind', path, path];
    case 'written':
      return ['--bind', path, path];
    case 'empty':
      return ['--tmpfs', path];
    case 'hidden':
      return ['--ro-bind', '/dev/null', path];
  }
}
