/** The files that belong to an audit log. */
export const auditPaths = (log: string) => ({
  log,
  /** Signed notes, one after the other. */
  checkpoints: `${log}.checkpoints`,
  /** The public key that signs them. */
  key: `${log}.pub`,
});

/** Where an unfinished line is put aside: after so many whole records, with this hash. */
export const tornName = (logName: string, records: number, hash: string): string =>
  `${logName}.torn-${records}-${hash.slice(0, 8)}`;

/** Name of the key in checkpoints, and beside its log. */
export const keyName = 'verdikjede.audit';
