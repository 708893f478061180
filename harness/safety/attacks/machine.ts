import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import net from 'node:net';
import type { Attack } from '../attack.ts';

const places = ['temporary', 'home', 'engine', 'site', 'abstract'] as const;

/** The machine itself: other sockets, as an engine's would be, and other processes, as the guard is. */
export const machineAttacks: readonly Attack[] = [
  ...places.map((place): Attack => ({
    id: `unix-socket-${place}`,
    by: 'seal',
    isOver: true,
    attempt: async ({ sink, mark }) => {
      const socket = net.connect(sink.sockets[place]);
      socket.write(mark);
      await once(socket, 'data').finally(() => socket.destroy());
    },
  })),
  {
    id: 'signal-by-number',
    by: 'seal',
    attempt: ({ sink }) => Promise.resolve(process.kill(sink.victim.pid, 'SIGUSR2')),
  },
  {
    id: 'signal-by-name',
    by: 'seal',
    attempt: ({ sink }) => {
      const named = `sink/victim.mjs\0${sink.victim.name}\0`;
      const victim = readdirSync('/proc').find((pid) => commandOf(pid).includes(named));
      return Promise.resolve(process.kill(Number(victim), 'SIGHUP'));
    },
  },
];

function commandOf(pid: string): string {
  try {
    return /^\d+$/.test(pid) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : '';
  } catch {
    // It ended while we looked.
    return '';
  }
}
