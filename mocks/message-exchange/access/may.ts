import type { Message } from '../message.ts';
import { notAuthorized, Refusal } from '../refusal.ts';
import type { Caller } from './caller.ts';

/** Throws a 403 Refusal unless the caller's organisation owns every one of the HER-ids. */
export function mustRepresent(caller: Caller, herIds: readonly number[]): void {
  const others = herIds.filter((herId) => !caller.represents(herId));
  if (others.length > 0) throw notAuthorized(...others);
}

/** Throws a 403 Refusal unless the caller is the sender or a receiver of the message, copies included. */
export function mustTakePart(caller: Caller, { senderHerId, receivers }: Message): void {
  if (caller.represents(senderHerId) || receivers.some(({ herId }) => caller.represents(herId))) return;
  throw new Refusal(403, 'Not authorized for the sender or any receiver of the message', null, {
    problem: 'noPart',
  });
}
