import type { Sealer } from './sealed-command.ts';

/** What seals here, in a few words. */
export function describeSealer({ by, browserSandbox }: Sealer): string {
  if (by === 'bubblewrap') return 'bubblewrap';
  const without = ', whose browser has no sandbox of its own, since the kernel refuses it';
  return `a container without a network${browserSandbox ? '' : without}`;
}
