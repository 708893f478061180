import type { MessageKind } from './message-parts.ts';

/** A message that a role of a process sends, by the name of its action in the CPP. */
export interface SentMessage {
  readonly action: string;
  readonly kind: MessageKind;
}

export interface ProcessRole {
  readonly name: string;
  readonly sends: readonly SentMessage[];
}

export interface ProcessVersion {
  readonly version: string;
  readonly service: string;
  readonly roles: readonly [ProcessRole, ProcessRole];
  readonly appRec: 'apprec_v1p0' | 'apprec_v1p1' | undefined;
  /** Through which queues its messages go. */
  readonly channels: readonly ('async' | 'sync')[];
}

/** A process that two parties can have in common, in one of its versions and in opposite roles. */
export interface Process {
  readonly uuid: string;
  readonly name: string;
  readonly versions: readonly ProcessVersion[];
}

/** A process as a profile supports it: in one version, in one role. */
export interface SupportedProcess {
  readonly process: Process;
  readonly version: ProcessVersion;
  readonly role: ProcessRole;
}

/** The role that the other party has. */
export const oppositeRole = ({ version, role }: SupportedProcess): ProcessRole =>
  version.roles[0] === role ? version.roles[1] : version.roles[0];

/** Whether two parties can run a process together: same uuid and version, opposite roles. */
export const fits = (one: SupportedProcess, other: SupportedProcess): boolean =>
  one.process === other.process && one.version === other.version && oppositeRole(one) === other.role;

/** Orders versions like 1.2 and 1.10 by their numbers. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [one, other].map((version) => version.split('.').map(Number));
  const places = Math.max(a?.length ?? 0, b?.length ?? 0);
  for (let place = 0; place < places; place += 1) {
    const difference = (a?.[place] ?? 0) - (b?.[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
