import { z } from 'zod';
import { listedRequestsSchema } from './listed-requests.schema.ts';
import { observationSchema } from './observation.schema.ts';
import { chainSchema, hopTraceSchema } from './run-record.schema.ts';

/** What `about(…)` says of a scenario; it travels as an annotation. */
export const aboutSchema = z.strictObject({
  chain: chainSchema,
  requirements: z.array(z.string()),
  /** Whether it writes in the middle: then it is not run in verify. */
  writes: z.boolean(),
});
export type About = z.infer<typeof aboutSchema>;

/** What a scenario leaves behind, passed or failed; it travels as an attachment. */
export const evidenceSchema = z.strictObject({
  observations: z.array(observationSchema),
  trace: z.array(hopTraceSchema),
  failure: z
    .strictObject({ code: z.string(), message: z.string(), participant: z.string().optional() })
    .optional(),
  notRun: z.string().optional(),
  requests: listedRequestsSchema,
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** Playwright's own pages hide names with a leading underscore. */
export const aboutAnnotation = '_verdikjede-about';
export const evidenceAttachment = '_verdikjede-evidence';
/** What `about(…)` left among a scenario's annotations; undefined for a test that is no scenario. */
export function aboutOf(
  annotations: readonly { readonly type: string; readonly description?: string }[],
): About | undefined {
  const text = annotations.find(({ type }) => type === aboutAnnotation)?.description;
  return text === undefined ? undefined : aboutSchema.parse(JSON.parse(text));
}

export const scenarioHeader = 'x-verdikjede-scenario';
