import { existsSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { changeSchema, type Change } from '#environments/change.schema.ts';
import { canonicalJson } from '#harness/common/canonical-json.ts';
import { sha256 } from '#harness/common/sha256.ts';
import { readYaml } from '#harness/environment/read-yaml.ts';
import { finding, type GateFinding } from '../finding.ts';

/** A change record as it was read, and the bytes that are signed. */
export interface ReadChange {
  readonly file: string;
  readonly change: Change;
  /** Canonical JSON: what signatures are made over. */
  readonly signedText: string;
  /** SHA-256 of the signed text, hexadecimal. */
  readonly digest: string;
}

/** Reads a change record (yaml or JSON; a key that stands twice is refused). All problems as findings. */
export function readChange(path: string): ReadChange | GateFinding[] {
  const file = resolve(path);
  if (!existsSync(file)) return [finding('record', `there is no change record ${path}.`)];
  // Zod drops nothing here: strict objects throughout, so what was checked is what is signed.
  const { value, problems } = readYaml(file, changeSchema);
  if (value === undefined) {
    return problems.map(({ where, line, rule }) =>
      finding('record', `${basename(file)}${line === undefined ? '' : `:${line}`} → ${where}: ${rule}`),
    );
  }
  return ofChange(file, value);
}

/** A record that lies ready, with the text to sign. */
export function ofChange(file: string, change: Change): ReadChange {
  const signedText = canonicalJson(change);
  return { file, change, signedText, digest: sha256(signedText) };
}

/** Digest of a file's bytes; undefined when it cannot be read. */
export function fileDigest(file: string): string | undefined {
  return existsSync(file) ? sha256(readFileSync(file)) : undefined;
}
