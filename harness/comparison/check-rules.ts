import type { ProfileObservation } from '../observation/observation.schema.ts';
import type { ComparisonItem, Json, Rule } from './comparison.ts';
import { profileId, type IndexedRecord } from './index-record.ts';

const goodProtocols = ['TLSv1.2', 'TLSv1.3'];
const atKey = (value: Json, key: string): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value[key] : undefined;

interface Check {
  readonly rule: Rule;
  readonly about: 'certificate' | 'certificate-days-left';
  readonly expected: Json;
  readonly seen: Json;
  readonly kept: boolean;
}

function checks(observation: ProfileObservation, daysLeft: number): Check[] {
  const { name, value } = observation;
  if (name === 'certificate-days-left') {
    const refused = atKey(value, 'refused') ?? null;
    const left = atKey(value, 'daysLeft') ?? null;
    const enough = typeof left === 'number' && left >= daysLeft;
    return [
      {
        rule: 'certificate accepted',
        about: 'certificate',
        expected: null,
        seen: refused,
        kept: refused === null,
      },
      { rule: 'certificate days left', about: name, expected: daysLeft, seen: left, kept: enough },
    ];
  }
  const protocol = atKey(value, 'protocol');
  // A refused handshake may end before a protocol is agreed: then there is nothing to judge.
  if (name !== 'certificate' || typeof protocol !== 'string') return [];
  const kept = goodProtocols.includes(protocol);
  return [{ rule: 'protocol at least TLSv1.2', about: name, expected: 'TLSv1.2', seen: protocol, kept }];
}

/**
 * Question 3, the half that needs no other side: rules that hold anywhere. The guard has judged the chain, the
 * name and the dates of a certificate; a broken rule is never an expected difference.
 */
export function checkRules(verify: IndexedRecord, daysLeft: number): ComparisonItem[] {
  return [...verify.profile.values()].flatMap((observation) =>
    checks(observation, daysLeft).map(({ rule, about, expected, seen, kept }) => ({
      question: 'rules and contract' as const,
      id: `${profileId({ endpoint: observation.endpoint, name: about })} / ${rule}`,
      participant: observation.participant,
      scenario: null,
      observation: about,
      kind: kept ? ('same' as const) : ('drift' as const),
      expected,
      seen,
      differences: kept ? [] : [{ pointer: '', expected, seen }],
      because: { code: kept ? ('rule kept' as const) : ('rule broken' as const), rule },
    })),
  );
}
