import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { loadEvidenceSchema, type LoadEvidence } from '#harness/common/load-evidence.ts';
import { HarnessError } from '../errors.ts';

/**
 * The evidence that a k6 script wrote. Evidence that cannot be read proves nothing, so any line of another form is
 * LOAD_FAILED, with its number and not its text.
 */
export async function readEvidence(file: string): Promise<LoadEvidence[]> {
  const evidence: LoadEvidence[] = [];
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    number += 1;
    evidence.push(readLine(line, `${file}:${number}`));
  }
  return evidence;
}

function readLine(line: string, where: string): LoadEvidence {
  try {
    return loadEvidenceSchema.parse(JSON.parse(line));
  } catch (cause) {
    throw new HarnessError(`The load evidence is damaged at ${where}: no event of a known kind.`, {
      code: 'LOAD_FAILED',
      stage: 'load',
      hint: 'A load script writes evidence with console.log(JSON.stringify(…)) and prints nothing else.',
      cause,
    });
  }
}
