import type { LoadPair } from '#harness/load/load-parties.ts';
import { buildLetter } from '#harness/messages/build-letter.ts';
import { letterFor } from '../../scenarios/letter/payload.ts';
import type { DocumentWith } from './walk-messages.ts';

/** One letter per pair, built once; each message gets its own MsgId in it. */
export function letters(pairs: readonly LoadPair[], people: readonly Named[]): DocumentWith {
  const placeholder = '00000000-0000-4000-8000-000000000000';
  const halves = new Map(
    pairs.map((pair, i) => {
      const patient = patientOf(people, i);
      const genDate = new Date().toISOString();
      const xml = buildLetter(letterFor({ ...pair, patient, genDate, msgId: placeholder }));
      return [pair, xml.split(placeholder)] as const;
    }),
  );
  return (pair, msgId) => Buffer.from((halves.get(pair) ?? []).join(msgId)).toString('base64');
}

interface Named {
  readonly pid: string;
  readonly familyName: string;
  readonly givenName: string;
}

function patientOf(people: readonly Named[], i: number): Named {
  const person = people[i % people.length];
  if (person === undefined) throw new RangeError('The roster has no people.');
  const { pid, familyName, givenName } = person;
  return { pid, familyName, givenName };
}
