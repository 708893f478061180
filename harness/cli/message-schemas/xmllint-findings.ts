import { maskIdentities } from '#harness/identities/mask-identities.ts';
import type { Finding } from '#harness/messages/check/finding.ts';

const line = /^-:(?<line>\d+): element (?<element>[^:]+): Schemas validity error : (?<what>.*)$/;

/** What xmllint said of a message, without the values in it. */
export function findingsOf(stderr: string): Finding[] {
  return stderr.split('\n').flatMap((text) => {
    const found = line.exec(text)?.groups;
    if (found === undefined) return [];
    const what = found['what'] ?? '';
    const isUnknown = what.includes('No matching global declaration available for the validation root');
    return [
      {
        severity: isUnknown ? ('warning' as const) : ('error' as const),
        line: Number(found['line']),
        column: 1,
        path: maskIdentities(found['element'] ?? ''),
        rule: isUnknown ? 'no schema in the folder is for this message' : `schema: ${withoutValues(what)}`,
      },
    ];
  });
}

/** Only names, types and rules stay: a value may be about a person, and may itself have quotes in it. */
function withoutValues(what: string): string {
  const bare = what
    .replace(/'.*' is not a valid value of/, 'not a valid value of')
    .replace(
      /^(?<who>(?:Element|Attribute) '[^']*'(?:, attribute '[^']*')?: ).*(?=not a valid value of)/,
      '$<who>',
    )
    .replace(/The (?<kind>actual )?value '.*'(?= (is|has|does|exceeds))/, 'The $<kind>value')
    .replace(/key-sequence \[.*\]/, 'key-sequence');
  return maskIdentities(bare);
}
