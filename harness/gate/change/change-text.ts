import { stringify } from 'yaml';
import type { Change } from '#environments/change.schema.ts';

/** A change record as it is written for people: yaml, with the editor's schema and what may be changed on top. */
export function changeText(change: Change, schemaPath: string): string {
  const head = [
    `# yaml-language-server: $schema=${schemaPath}`,
    '# Fill in what is empty. subject and nonce are worked out: change new makes them anew when environment or scenarios change.',
    '# After the first signature no value may change; comments and layout may.',
  ];
  const { predicate, ...statement } = change;
  return `${head.join('\n')}\n${stringify({ predicate, ...statement }, { lineWidth: 110 })}`;
}
