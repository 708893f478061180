import type { z } from 'zod';
import { invalid } from './refusal.ts';

/** The value by its schema; else a 400 Refusal with every place and rule, and nothing of the value. */
export function check<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw invalid(...result.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`));
}
