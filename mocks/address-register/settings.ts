import { z } from 'zod';

/** The address register has no settings of its own; a setting meant for another participant is refused at start. */
export const settingsSchema = z.strictObject({});
