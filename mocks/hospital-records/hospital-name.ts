import type { Roster } from '#harness/common/roster.ts';

/** The name over every page: that of the organisation which the roster's sender belongs to. */
export function hospitalName({ parties }: Roster): string {
  const service = parties.find(({ role }) => role === 'sender');
  return parties.find(({ herId }) => herId === service?.parentHerId)?.name ?? service?.name ?? 'Sykehuset';
}
