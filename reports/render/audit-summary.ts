import { html, type Html } from '#harness/common/html.ts';
import type { RunRecord } from '#harness/observation/run-record.schema.ts';
import type { Texts } from '../texts/texts.ts';
import { mark } from './tones.ts';

/** The audit log of a verify run: whether it is whole, its counts, and the command that checks it again. */
export function auditSummary({ audit }: RunRecord, texts: Texts): Html | undefined {
  if (audit === undefined) return undefined;
  const words = texts.audit;
  const { path, copy, key, records, head, counts, unanswered, covered, problem, attestation } = audit;
  const figures = [
    [words.records, records],
    ...(['intent', 'outcome', 'denial'] as const).map((kind) => [words[kind], counts[kind] ?? 0] as const),
    [words.unanswered, unanswered],
    [words.covered, covered],
  ] as const;
  const long = [
    [words.head, head],
    [words.key, key],
    [words.copy, copy],
    [words.check, `npx verdikjede audit verify ${path} --checkpoint ${copy}`],
    ...(attestation === undefined
      ? []
      : ([
          [words.attestation, attestation],
          [words.checkAttestation, `npx verdikjede attestation verify ${attestation}`],
        ] as const)),
  ] as const;
  return html`<h2>${words.heading}</h2>
    <p>${mark(problem === null ? 'good' : 'bad', problem === null ? words.whole : words.broken)}</p>
    ${problem === null ? html`` : html`<p class="reason" lang="en">${problem}</p>`}
    <dl class="facts">
      ${figures.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${texts.number(value)}</dd>
          </div>`,
      )}
    </dl>
    <dl>
      ${long.map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd><code>${value}</code></dd>`,
      )}
    </dl>`;
}
