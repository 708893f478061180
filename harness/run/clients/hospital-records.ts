import { z } from 'zod';
import type { HospitalRecordsDriver, SenderView } from '#harness/common/drivers.ts';
import { waitUntil } from '#harness/common/wait-until.ts';
import type { SentLetter } from '../subjects.ts';

/** What the sender's record system shows of a letter. */
export const senderViewSchema = z.strictObject({
  outcome: z.string(),
  transport: z.string(),
  appRec: z.string().nullable(),
  deliveryReport: z.string().nullable(),
});

export interface HospitalRecordsClient {
  /** Waits until the record system has fetched the AppRec and the delivery report. Throws TIMED_OUT. */
  settledView(letter: SentLetter, timeoutMs: number): Promise<SenderView>;
}

export function createHospitalRecordsClient(
  driver: () => Promise<HospitalRecordsDriver>,
): HospitalRecordsClient {
  return {
    settledView: (letter, timeoutMs) =>
      waitUntil({
        what: 'AppRec and delivery report in the record system',
        participant: 'hospital-records',
        timeoutMs,
        look: async () => {
          const view = await (await driver()).view(letter.hospitalId);
          return view.appRec === null || view.deliveryReport === null ? undefined : view;
        },
      }),
  };
}
