import { z } from 'zod';

/** Settings of the message exchange: faults that a check of the message history must find. */
export const settingsSchema = z.strictObject({
  /** Every n-th document that is sent is accepted and then never delivered. */
  loseEvery: z.int().min(1).optional(),
  /** Every n-th document that is sent is delivered twice: it is unread again after it was read once. */
  doubleEvery: z.int().min(1).optional(),
});
export type ExchangeSettings = z.infer<typeof settingsSchema>;

export type Fault = 'lost' | 'doubled';

/** Gives each sent document, in turn, the fault that the settings want for it. */
export function faultsOf({ loseEvery, doubleEvery }: ExchangeSettings): () => Fault | undefined {
  let sent = 0;
  return () => {
    sent += 1;
    if (loseEvery !== undefined && sent % loseEvery === 0) return 'lost';
    return doubleEvery !== undefined && sent % doubleEvery === 0 ? 'doubled' : undefined;
  };
}
