import { dirname, resolve } from 'node:path';
import type { ChangeDemand } from '#environments/change.schema.ts';
import { fileDigest } from '../change/read-change.ts';
import { finding, type GateFinding } from '../finding.ts';

/** The files that signatures are held against, as the environment pins them. */
export interface SignerFiles {
  readonly allowedSigners: string;
  readonly revoked?: string;
}

/** Where an environment's signers stand. */
export function signerFiles(
  environmentFile: string,
  demand: Exclude<ChangeDemand, { signers: 'throw-away' }>,
): SignerFiles {
  const beside = (file: string): string => resolve(dirname(environmentFile), file);
  return {
    allowedSigners: beside(demand.signers.file),
    ...(demand.revoked === undefined ? {} : { revoked: beside(demand.revoked.file) }),
  };
}

/** Whether the pinned files are there, and byte for byte what the environment says. */
export function checkSigners(
  files: SignerFiles,
  demand: Exclude<ChangeDemand, { signers: 'throw-away' }>,
): GateFinding[] {
  const pinned = [
    [files.allowedSigners, demand.signers],
    ...(files.revoked !== undefined && demand.revoked !== undefined
      ? [[files.revoked, demand.revoked] as const]
      : []),
  ] as const;
  return pinned.flatMap(([path, { file, sha256 }]) => {
    const digest = fileDigest(path);
    if (digest === undefined) return [finding('signers', `${file} is not there.`)];
    return digest === sha256
      ? []
      : [
          finding(
            'signers',
            `${file} is not the one that the environment pins: it was edited, or the pin was.`,
          ),
        ];
  });
}
