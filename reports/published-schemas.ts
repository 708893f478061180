import { z } from 'zod';
import { runRecordSchema } from '#harness/observation/run-record.schema.ts';
import { verdictSchema } from './verdict.schema.ts';

const published = {
  'verdict.schema.json': { title: 'The verdict of a run of verdikjede', schema: verdictSchema },
  'run-record.schema.json': { title: 'One run of verdikjede, as stored', schema: runRecordSchema },
};

/** The JSON schemas that reports/schemas/ publishes: file name → text. */
export const publishedSchemas = (): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(published).map(([file, { title, schema }]) => [
      file,
      `${JSON.stringify({ title, ...z.toJSONSchema(schema) }, null, 2)}\n`,
    ]),
  );
