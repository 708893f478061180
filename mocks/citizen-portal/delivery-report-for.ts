import { randomUUID } from 'node:crypto';
import { buildDeliveryReport } from '#harness/messages/build-delivery-report.ts';
import type { Letter } from '#harness/messages/letter.ts';

/** The delivery report (LRP) on a letter that has just been put into the citizen's inbox. */
export function deliveryReportFor(letter: Letter, deliveredAt: Date): string {
  const at = deliveredAt.toISOString();
  return buildDeliveryReport({
    msgId: randomUUID(),
    genDate: at,
    letterMsgId: letter.msgId,
    sender: letter.receiver,
    receiver: letter.sender,
    patient: letter.patient,
    channel: { code: 'Helsenorge', name: 'Helsenorge', system: '2.16.578.1.12.4.1.1.7616' },
    delivered: at,
    failures: [],
  });
}
