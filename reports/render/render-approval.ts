import { html, when, type Html } from '#harness/common/html.ts';
import type { Approval } from '#harness/observation/run-record.schema.ts';
import type { ApprovalTexts } from '../texts/approval-texts.ts';
import { instant } from './report.ts';

/** The record may give its times with any offset. */
const utc = (time: string): string => instant(new Date(time).toISOString());

/** Who approved a verify run, and what; nothing for a run that asked for no change record. */
export function renderApproval(approval: Approval | undefined, texts: ApprovalTexts): Html | undefined {
  if (approval === undefined) return undefined;
  const { window, tester, versions } = approval;
  const rows: readonly (readonly [keyof ApprovalTexts['row'], string])[] = [
    ['change', approval.id],
    ['what', approval.what],
    ['why', approval.why],
    ['requester', approval.requester],
    ['signers', approval.signers.join(', ')],
    ['tester', `${tester.person}, ${tester.function}`],
    ['window', `${utc(window.notBefore)} – ${utc(window.notAfter)} (UTC)`],
    ['versions', versions.map(({ name, version }) => `${name} ${version}`).join(', ') || '–'],
    ['risk', approval.risk],
    ['backup', approval.backup],
    ['restore', approval.restore],
    ['digest', approval.digest],
    ...approval.warnings.map((warning) => ['warnings', warning] as const),
  ];
  return html`<h2>${texts.title}</h2>
    ${when(approval.throwAway, () => html`<p><strong>${texts.throwAway}</strong></p>`)}
    <dl class="approval">
      ${rows.map(
        ([name, value]) =>
          html`<dt>${texts.row[name]}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>`;
}
