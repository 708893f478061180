import { z } from 'zod';

/** What people call a thing, in both languages of the pages: bokmål and English. */
export const titleSchema = z.strictObject({ nb: z.string().min(1), en: z.string().min(1) });
export type Title = Readonly<z.infer<typeof titleSchema>>;
