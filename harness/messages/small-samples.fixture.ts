import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '../../../shared/samples');

/** Bytes of the samples, for damage: the longest would take most of the time. None where there are no samples. */
export const smallSamples: readonly Buffer[] = existsSync(folder)
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(xml|json|txt)$/.test(file))
      .map((file) => readFileSync(path.join(folder, file)))
      .filter(({ length }) => length < 20_000)
  : [];
