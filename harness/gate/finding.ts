/** Every reason of the gate has a name of its own. */
export const checkNames = [
  'record',
  'environment',
  'signatures',
  'signers',
  'nonce',
  'window',
  'digests',
  'versions',
  'risk',
  'backup',
  'tester',
  'leases',
  'clean tree',
] as const;
export type CheckName = (typeof checkNames)[number];

/** One reason not to start. A warning is told, and stops nothing. */
export interface GateFinding {
  readonly check: CheckName;
  /** What was expected, and what is there instead; one sentence. */
  readonly because: string;
  readonly warning?: true;
}

export const finding = (check: CheckName, because: string): GateFinding => ({ check, because });
