import type { z } from 'zod';
import { HarnessError } from '../errors.ts';

const defaultHint = 'Look at the message itself in the report, and at the system that wrote it.';

/** A message that we refuse. `what` says what was expected and where, never what was in it. */
export function messageInvalid(what: string, hint = defaultHint, cause?: unknown): HarnessError {
  return new HarnessError(what, { code: 'MESSAGE_INVALID', stage: 'run', hint, cause });
}

/** The value by its schema, or a refusal that lists every place and rule. */
export function checkMessage<S extends z.ZodType>(schema: S, value: unknown, what: string): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const places = result.error.issues.map((issue) => `${issue.path.join('.') || what}: ${issue.message}`);
  throw messageInvalid(
    `The ${what} is not as its format says. ${places.join('; ')}.`,
    undefined,
    result.error,
  );
}
