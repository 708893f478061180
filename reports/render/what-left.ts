import { html, when, type Html } from '#harness/common/html.ts';
import type { Reconciliation } from '#harness/observation/listed-requests.schema.ts';
import type { RunRecord } from '#harness/observation/run-record.schema.ts';
import type { Texts } from '../texts/texts.ts';
import { numberHead, table } from './table.ts';
import { mark } from './tones.ts';

/** What a verify run sent from this machine, and whether all who know of it tell the same. */
export function whatLeft({ kind, sent, reconciliation }: RunRecord, texts: Texts): Html | undefined {
  if (kind !== 'verify' || sent === undefined) return undefined;
  const words = texts.sent;
  const { host, request, outcome, count } = words.head;
  const rows = sent.map(
    (line) =>
      html`<tr>
        <th scope="row"><code>${line.host}</code></th>
        <td><code>${line.method} ${line.path ?? ''}</code></td>
        <td>${words.outcome[line.outcome]}</td>
        <td class="num">${texts.number(line.count)}</td>
      </tr>`,
  );
  return html`<h2>${words.title}</h2>
    ${reconciliation === undefined ? html`` : reconciled(reconciliation, texts)}
    ${rows.length === 0 ? html`<p>${words.nothing}</p>` : table(words.title, [host, request, outcome, numberHead(count)], rows)}`;
}

function reconciled(reconciliation: Reconciliation, { sent: words, number }: Texts): Html {
  const { explained, unexplained } = reconciliation;
  if (unexplained.length > 0) {
    return html`<p>${mark('bad', words.notReconciled)}</p>
      <ul lang="en">
        ${unexplained.map((one) => html`<li class="reason">${one}</li>`)}
      </ul>`;
  }
  return html`<p>${mark('good', words.reconciled(reconciliation))}</p>
    ${when(
      explained.length > 0,
      () =>
        html`<p class="soft small">
          ${explained.map(({ kind, count }) => `${words.explained[kind]}: ${number(count)}`).join(' · ')}
        </p>`,
    )}`;
}
