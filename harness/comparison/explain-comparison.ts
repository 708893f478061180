import type { Because, ComparisonItem, Json, Rule } from './comparison.ts';

const rules: Readonly<Record<Rule, string>> = {
  'certificate accepted': 'the certificate is accepted: trusted issuer, right name, valid dates',
  'certificate days left': 'the certificate has days enough left',
  'protocol at least TLSv1.2': 'the protocol is at least TLSv1.2',
};

/** A value on one line, cut at `length` characters. */
export function shortly(value: Json | undefined, length = 80): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

/** Why an observation is what it is, as an English sentence. The pages' other languages mirror this file. */
export function explainBecause(because: Because): string {
  switch (because.code) {
    case 'equal':
      return 'Equal.';
    case 'differs':
      return 'The value differs.';
    case 'only expected':
      return 'Expected, but not seen in verify.';
    case 'only seen':
      return 'Seen in verify only.';
    case 'varies by itself':
      return 'Varies between two test runs by itself.';
    case 'expected':
      return `Expected until ${because.expires} (${because.owner}): ${because.reason}.`;
    case 'expectation expired':
      return `Was expected until ${because.expires} (${because.owner}): ${because.reason}.`;
    case 'not selected':
      return `Its scenario was not in the ${because.run} run.`;
    case 'not run':
      return `Its scenario was not run in ${because.run}: ${because.reason}`;
    case 'stopped before':
      return `Its scenario failed in ${because.run} before it was seen: ${because.reason}`;
    case 'blocked':
      return `The ${because.run} run was blocked: ${because.reason}`;
    case 'participant down':
      return `${because.participant} did not answer as it should, so nothing can be said of it.`;
    case 'not exercised':
      return `Not used in the ${because.run} run.`;
    case 'rule kept':
      return `Keeps the rule: ${rules[because.rule]}.`;
    case 'rule broken':
      return `Breaks the rule: ${rules[because.rule]}.`;
  }
}

/** The whole answer for one observation: why, and what was expected and seen at each place that differs. */
export function explainItem({ because, differences }: ComparisonItem): string {
  const places = differences.map(({ pointer, expected, seen }) => {
    const where = pointer === '' ? 'Expected' : `At ${pointer}: expected`;
    return `${where} ${shortly(expected)}, saw ${shortly(seen)}.`;
  });
  return [explainBecause(because), ...places].join(' ');
}
