import { randomUUID } from 'node:crypto';
import type { Message, ReceiverState } from '../message.ts';
import type { Reach } from '../routes.ts';
import type { Agenda } from './agenda.ts';
import type { AgendaEntry, Answer } from './answer.ts';
import type { Envelope } from './envelope.ts';
import { plainFarSide, type FarSideScript } from './script.ts';

/** A message as it comes to a far side. */
export interface Arrival {
  readonly message: Message;
  readonly receiver: ReceiverState;
  readonly reach: Reach;
  /** By EDI. */
  readonly envelope: Envelope | undefined;
}

interface Planned {
  readonly answer: Answer;
  readonly afterMs: number;
}

/** The parties at the other end that nobody plays but their script. */
export class FarSides {
  readonly #scripts: ReadonlyMap<number, FarSideScript>;
  readonly #agenda: Agenda;
  readonly #abandonAfterMs: number | undefined;
  readonly #previous = new Map<number, Message>();
  /** Answers held back, per far side: those of each message together. */
  readonly #held = new Map<number, AgendaEntry[][]>();

  constructor(
    scripts: ReadonlyMap<number, FarSideScript>,
    agenda: Agenda,
    /** When the exchange gives up sending by EDI; never when undefined. */
    abandonAfterMs: number | undefined,
  ) {
    this.#scripts = scripts;
    this.#agenda = agenda;
    this.#abandonAfterMs = abandonAfterMs;
  }

  /** Plans what this party does with a message that came to it. */
  receive(arrival: Arrival): void {
    const { message, receiver, reach } = arrival;
    const { herId } = receiver;
    const script = this.#scripts.get(herId) ?? plainFarSide;
    const planned = this.#answersTo(arrival, script);
    if (script.newestFirstOf === undefined) {
      for (const { answer, afterMs } of planned) this.#agenda.plan(answer, afterMs);
    } else {
      const entries = planned.map(({ answer, afterMs }) => this.#agenda.hold(answer, afterMs));
      this.#hold(herId, entries, script.newestFirstOf);
    }
    if (reach === 'Edi' && this.#abandonAfterMs !== undefined) {
      this.#agenda.plan(
        { kind: 'transport', messageId: message.id, herId, event: 'abandon' },
        this.#abandonAfterMs,
      );
    }
    this.#previous.set(herId, message);
  }

  /** Forgets what came, and what is held back of it; the agenda is its owner's to clear. */
  clear(): void {
    this.#previous.clear();
    this.#held.clear();
  }

  /** Answers that an earlier process held back. */
  takeUp(entries: readonly AgendaEntry[]): void {
    const byMessage = Map.groupBy(
      entries.filter(({ dueAt }) => dueAt === null),
      ({ answer }) => `${answer.herId} ${answer.messageId}`,
    );
    for (const together of byMessage.values()) {
      const herId = together[0]?.answer.herId ?? 0;
      this.#held.set(herId, [...(this.#held.get(herId) ?? []), together]);
    }
  }

  #hold(herId: number, entries: AgendaEntry[], newestFirstOf: number): void {
    const held = [...(this.#held.get(herId) ?? []), entries];
    const complete = held.length >= newestFirstOf;
    this.#held.set(herId, complete ? [] : held);
    if (!complete) return;
    for (const entry of held.toReversed().flat()) this.#agenda.release(entry);
  }

  #answersTo({ message, receiver, envelope }: Arrival, script: FarSideScript): Planned[] {
    const { transport, appRec } = script;
    const { herId } = receiver;
    const about = (which: 'this' | 'previous'): Message =>
      which === 'this' ? message : (this.#previous.get(herId) ?? unknown(message));
    const repeated = (times: number, afterMs: number, answer: Answer): Planned[] =>
      Array.from({ length: times }, () => ({ answer, afterMs }));

    const says = isKnown(envelope, script.accepts) ? transport.says : 'reject';
    const receipt: Planned[] =
      says === 'nothing'
        ? []
        : repeated(transport.times, transport.afterMs, {
            ...{ kind: 'transport', event: says, messageId: about(transport.about).id, herId },
          });
    if (message.isAppRec || appRec.says === 'nothing') return receipt;
    const { id, type, genDate, businessDocumentId, senderHerId } = about(appRec.about);
    return [
      ...receipt,
      ...repeated(appRec.times, appRec.afterMs, {
        kind: 'appRec',
        ...{ messageId: id, herId, original: { type, genDate, businessDocumentId, senderHerId } },
        to: appRec.to ?? senderHerId,
        outcome: {
          status: appRec.says,
          errors: appRec.errors.map(({ code, text = null }) => ({
            ...{ errorCode: code, details: text, description: null, oid: null },
          })),
        },
      }),
    ];
  }
}

/** A message that never was. */
const unknown = (like: Message): Message => ({
  ...like,
  id: randomUUID(),
  businessDocumentId: randomUUID(),
});

function isKnown(envelope: Envelope | undefined, accepts: FarSideScript['accepts']): boolean {
  if (envelope === undefined || accepts === undefined) return true;
  return Object.entries(accepts).every(([field, values]) =>
    values.includes(envelope[field as keyof Envelope] ?? ''),
  );
}
