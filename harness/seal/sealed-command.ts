import { bubblewrapCommand } from './bubblewrap-command.ts';
import { containerCommand, type ContainerSealer } from './container/container-command.ts';
import { openForNobody } from './container/open-for-nobody.ts';
import type { Command, Enclosure } from './enclosure.ts';

/** What makes the seal on this machine: bubblewrap by its program, or a container by its engine. */
export type Sealer = BubblewrapSealer | ContainerSealer;
export interface BubblewrapSealer {
  readonly by: 'bubblewrap';
  readonly program: string;
  /** Whether the browser has its own sandbox in there. */
  readonly browserSandbox: true;
}

/**
 * A command as it runs inside the seal. Whoever makes it, the file tree holds what is listed and nothing else, without
 * the sockets and pipes in it, so that none but the guard's can be reached, and all of it is read-only but the output,
 * an empty HOME and an empty /tmp; there is no network, no other process, and no power over anything.
 */
export function sealedCommand(sealer: Sealer, command: Command, enclosure: Enclosure): Command {
  if (sealer.by === 'bubblewrap') return bubblewrapCommand(sealer.program, command, enclosure);
  openForNobody(enclosure);
  return containerCommand(sealer, command, enclosure);
}
