import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { HarnessError } from '#harness/errors.ts';
import { runRecordSchema, type RunRecord } from '#harness/observation/run-record.schema.ts';

/** Every version that was ever stored; a new one is added here and gets its step in migrate(). */
const storedSchema = z.discriminatedUnion('version', [runRecordSchema]);
type Stored = z.infer<typeof storedSchema>;

/** Brings a stored record up to the newest version, one step at a time. */
export function migrate(stored: Stored): RunRecord {
  switch (stored.version) {
    case 1:
      return stored;
  }
}

function unreadable(path: string, rule: string, cause?: unknown): HarnessError {
  return new HarnessError(`The run record ${path} cannot be read: ${rule}.`, {
    code: 'RECORD_UNREADABLE',
    stage: 'report',
    hint: 'Name a file under runs/ of a report, or run the environment again.',
    cause,
  });
}

/** Path and rule of each problem; the received values stay out. */
const rulesOf = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${path.join('.') || 'the whole file'}: ${message}`).join('; ');

/** Reads a stored run record of any version. Throws RECORD_UNREADABLE with the path and the rule. */
export function readRunRecord(path: string): RunRecord {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw unreadable(path, 'there is no such file that may be read', error);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw unreadable(path, 'it is not JSON');
  }
  const parsed = storedSchema.safeParse(json);
  if (!parsed.success) throw unreadable(path, rulesOf(parsed.error));
  return migrate(parsed.data);
}
