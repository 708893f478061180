import { z } from 'zod';
import { farSideSchema } from './far-side/script.ts';
import { longestTimerMs } from './far-side/longest-timer.ts';

/** Settings of the message exchange: who needs a token, what goes wrong, who answers, and where messages are kept for how long. */
export const settingsSchema = z.strictObject({
  /**
   * Which requests need a HelseID token: those that come through the front, under the exchange's own name (the load
   * port takes any), `always` those to the load port too, or `never`. Where the environment has no HelseID there is
   * none to check, and only `always` insists.
   */
  tokenCheck: z.enum(['front', 'always', 'never']).default('front'),
  /** Every n-th document that is sent is accepted and then never delivered. */
  loseEvery: z.int().min(1).optional(),
  /** Every n-th document that is sent is delivered twice: it is unread again after it was read once. */
  doubleEvery: z.int().min(1).optional(),
  /** Parties that answer by a script, by HER-id. One that is reached by EDI and has none acknowledges, no more. */
  farSides: z.record(z.string().regex(/^[1-9][0-9]{0,9}$/), farSideSchema).default({}),
  /** Milliseconds after which sending by EDI is given up, when no receipt has come; never when absent. */
  abandonAfterMs: z.int().min(0).max(longestTimerMs).optional(),
  /**
   * In memory alone, or in a SQLite file too, so that a restart of the service, or of its container, loses nothing. Its
   * name is relative to the run and goes with it. A whole path is for processes: in a container it is refused.
   */
  store: z.union([z.literal('memory'), z.strictObject({ sqlite: z.string().min(1) })]).default('memory'),
  /**
   * Which messages go once nothing more is to come of them: delivered, read and answered. All stay when absent;
   * standing letters always do. Notifications (v3) go with the message that they are about.
   */
  retention: z
    .strictObject({
      olderThanMs: z.int().min(0).max(longestTimerMs).optional(),
      atMost: z.int().min(0).optional(),
    })
    .optional(),
  /** What the id of a notification (v3) is called: NHN's page and the newest clients differ. */
  notificationIdName: z.enum(['notificationId', 'id']).default('notificationId'),
  /** How the names in an ErrorMessage (v2) are written: the specification and clients in the field differ. */
  errorCasing: z.enum(['camelCase', 'PascalCase']).default('camelCase'),
});
export type ExchangeSettings = z.infer<typeof settingsSchema>;

export type Fault = 'lost' | 'doubled';

/** Gives each sent document, in turn, the fault that the settings want for it. */
export function faultsOf({
  loseEvery,
  doubleEvery,
}: Pick<ExchangeSettings, 'loseEvery' | 'doubleEvery'>): () => Fault | undefined {
  let sent = 0;
  return () => {
    sent += 1;
    if (loseEvery !== undefined && sent % loseEvery === 0) return 'lost';
    return doubleEvery !== undefined && sent % doubleEvery === 0 ? 'doubled' : undefined;
  };
}
