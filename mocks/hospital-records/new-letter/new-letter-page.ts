import type { CommunicationParty, Roster } from '#harness/common/roster.ts';
import { html, type Html } from '#harness/common/html.ts';
import { fullName } from '../send-letter.ts';
import { shell } from '../views/shell.ts';
import type { FormProblems, LetterForm } from './letter-form.ts';

export interface NewLetterPage {
  readonly hospital: string;
  readonly roster: Roster;
  readonly form: LetterForm;
  /** Why the form comes again, field by field. */
  readonly problems?: FormProblems;
  /** Why the letter could not leave though the form was right. */
  readonly failure?: string;
}

/** The form for a letter to a citizen. Works without JavaScript. */
export function newLetterPage(page: NewLetterPage): Html {
  const { hospital, form, problems = {}, failure } = page;
  const isAgain = failure !== undefined || Object.keys(problems).length > 0;
  return shell(
    hospital,
    isAgain ? 'Feil: Nytt brev' : 'Nytt brev',
    html`<nav aria-label="Du er her">
        <a href="/"><span aria-hidden="true">←</span> Sendte brev</a>
      </nav>
      <h1>Nytt brev</h1>
      ${isAgain && summary(problems, failure)}
      <form class="letter" method="post" action="/new" novalidate>
        ${patientField(page)} ${receiverField(page)}
        ${field('title', 'Tittel', problems, (own) => line(own, form.title))}
        ${field('senderName', 'Avsenderens navn', problems, (own) => line(own, form.senderName))}
        ${field('text', 'Tekst', problems, (own) => html`<textarea ${own} rows="8">${`\n${form.text}`}</textarea>`)}
        ${pdfField(form, problems)}
        <p class="actions">
          <button type="submit" class="button">Send brevet</button>
          <a href="/">Avbryt</a>
        </p>
      </form>`,
  );
}

const fieldNames = ['patientRole', 'receiverHerId', 'title', 'senderName', 'text', 'attachPdf'] as const;

const summary = (problems: FormProblems, failure: string | undefined): Html =>
  html`<div class="note bad" role="alert" tabindex="-1" autofocus>
    <h2>Brevet er ikke sendt</h2>
    ${failure !== undefined && html`<p>${failure}</p>`}
    ${
      Object.keys(problems).length > 0 &&
      html`<ul>
        ${fieldNames.map(
          (name) => problems[name] !== undefined && html`<li><a href="#${name}">${problems[name]}</a></li>`,
        )}
      </ul>`
    }
  </div>`;

function patientField({ roster, form, problems = {} }: NewLetterPage): Html {
  const option = (person: Roster['people'][number]): Html =>
    html`<option value="${person.role}" ${person.role === form.patientRole && html`selected`}>
      ${fullName(person)} (${person.role})
    </option>`;
  return field(
    'patientRole',
    'Pasient',
    problems,
    (own) =>
      html`<select ${own}>
        <option value="">Velg pasient</option>
        ${roster.people.map(option)}
      </select>`,
  );
}

function receiverField({ roster, form, problems = {} }: NewLetterPage): Html {
  const receiver = roster.parties.find(({ role }) => role === 'receiver');
  return field(
    'receiverHerId',
    'Mottakerens HER-id',
    problems,
    (own) => line(html`${own} inputmode="numeric" class="short"`, form.receiverHerId),
    receiver && receiverHint(receiver),
  );
}

const receiverHint = ({ herId, name }: CommunicationParty): string =>
  `${herId} er ${name}. Prøv et annet nummer for å se hva som skjer når mottakeren er ukjent.`;

const line = (own: Html, value: string): Html =>
  html`<input type="text" ${own} value="${value}" autocomplete="off" />`;

/** A label, a hint and a problem around one control; `own` ties them together. */
function field(
  name: keyof LetterForm,
  label: string,
  problems: FormProblems,
  control: (own: Html) => Html,
  hint?: string,
): Html {
  return html`<div class="field">
    <label for="${name}">${label}</label>
    ${hint !== undefined && html`<p class="hint" id="${name}-hint">${hint}</p>`} ${problemOf(name, problems)}
    ${control(html`${ownAttributes(name, problems, hint !== undefined)} required`)}
  </div>`;
}

const pdfField = ({ attachPdf }: LetterForm, problems: FormProblems): Html =>
  html`<div class="field">
    ${problemOf('attachPdf', problems)}
    <div class="choice">
      <input
        type="checkbox"
        value="yes"
        ${ownAttributes('attachPdf', problems, true)}
        ${attachPdf && html`checked`}
      />
      <label for="attachPdf">Legg ved brevet som PDF</label>
    </div>
    <p class="hint" id="attachPdf-hint">Vedlegget lages av tittelen, teksten og navnet på avsenderen.</p>
  </div>`;

const problemOf = (name: keyof LetterForm, problems: FormProblems): Html | false =>
  problems[name] !== undefined && html`<p class="problem" id="${name}-problem">${problems[name]}</p>`;

function ownAttributes(name: keyof LetterForm, problems: FormProblems, hasHint: boolean): Html {
  const isWrong = problems[name] !== undefined;
  const describedBy = [hasHint && `${name}-hint`, isWrong && `${name}-problem`].filter(Boolean).join(' ');
  return html`id="${name}" name="${name}" ${describedBy !== '' && html`aria-describedby="${describedBy}"`}
  ${isWrong && html`aria-invalid="true"`}`;
}
