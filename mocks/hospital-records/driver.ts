import { z } from 'zod';
import type { DriverContext, HospitalRecordsDriver, SendOutcome } from '#harness/common/drivers.ts';
import { HarnessError } from '#harness/errors.ts';

const sent = z.looseObject({ id: z.string(), msgId: z.string(), exchangeId: z.string() });
const refused = z.looseObject({ code: z.string(), message: z.string(), participant: z.string().optional() });
const view = z.looseObject({
  outcome: z.string(),
  transport: z.string().nullable(),
  appRec: z.looseObject({ status: z.string() }).nullable(),
  deliveryReport: z.looseObject({ channel: z.string() }).nullable(),
});

/** Acts on the stand-in through its API. For a real record system, copy this and use that system's own. */
export function createDriver({ request, origin }: DriverContext): HospitalRecordsDriver {
  return {
    async send({ attachment, attachmentBase64, receiverHerId, ...letter }): Promise<SendOutcome> {
      const response = await request.post(`${origin}/letters`, {
        data: {
          ...letter,
          ...(receiverHerId === undefined ? {} : { receiverHerId }),
          attachment: { ...attachment, mimeType: 'application/pdf', base64: attachmentBase64 },
        },
      });
      if (response.status() === 201) return { sent: true, ...sent.parse(await response.json()) };
      if (response.status() === 422) return { sent: false, ...refused.parse(await response.json()) };
      throw failed(response.status(), refused.safeParse(await response.json().catch(() => undefined)).data);
    },
    async view(id) {
      const response = await request.get(`${origin}/letters/${id}`);
      if (response.status() !== 200) {
        throw failed(response.status(), refused.safeParse(await response.json().catch(() => undefined)).data);
      }
      const { outcome, transport, appRec, deliveryReport } = view.parse(await response.json());
      return {
        outcome,
        transport: transport ?? 'unknown',
        appRec: appRec?.status ?? null,
        deliveryReport: deliveryReport?.channel ?? null,
      };
    },
  };
}

/** 502 with a participant named: the record system lives, the one behind it does not. */
function failed(status: number, answer: z.infer<typeof refused> | undefined): HarnessError {
  const isDown = status === 502 || status === 503 || status === 504;
  return new HarnessError(
    `The record system answered ${status}${answer === undefined ? '' : ` (${answer.code})`}.`,
    {
      code: isDown ? 'PARTICIPANT_DOWN' : 'OBSERVATION_INVALID',
      stage: 'run',
      participant: answer?.participant ?? 'hospital-records',
      hint: 'The report shows the hop at which the letter stopped.',
    },
  );
}
