import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { changeSchema, leasesSchema } from '#environments/change.schema.ts';
import { driftSchema } from '#environments/drift.schema.ts';
import { environmentSchema } from '#environments/environment.schema.ts';
import { rosterSchema, standingSchema } from '#harness/common/roster.ts';
import { inProject } from './project-root.ts';

/** The JSON schemas of the yaml files, for editors; `npm run schemas` writes them, a test keeps them true. */
export const publishedSchemas = {
  'environment.schema.json': environmentSchema,
  'drift.schema.json': driftSchema,
  'roster.schema.json': rosterSchema,
  'standing.schema.json': standingSchema,
  'changes/change.schema.json': changeSchema,
  'leases.schema.json': leasesSchema,
} as const;

/** A zod schema as it is published: what may stand in the file, before defaults. */
export function publishedText(schema: z.ZodType): string {
  return `${JSON.stringify(z.toJSONSchema(schema, { io: 'input', target: 'draft-7' }), undefined, 2)}\n`;
}

/** Writes all of them beside the files that they describe. */
export function writeSchemas(): void {
  for (const [name, schema] of Object.entries(publishedSchemas)) {
    writeFileSync(inProject('environments', name), publishedText(schema));
  }
}
