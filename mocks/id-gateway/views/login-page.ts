import type { Person } from '#harness/common/roster.ts';
import { html, type Html } from '#harness/common/html.ts';
import { levelNames, meets, type Level } from '../login/levels.ts';
import { loginMethods, type LoginMethodName, type LoginProblem } from '../login/login-methods.ts';
import { layout, type Brand } from './layout.ts';

export interface LoginPage {
  readonly brand: Brand;
  readonly uid: string;
  readonly clientName: string;
  readonly required: Level | undefined;
  readonly method: LoginMethodName;
  readonly people: readonly Person[];
  /** Why the form comes again, and the role that was chosen. A typed number is never shown again. */
  readonly refused?: { readonly problem: LoginProblem; readonly person?: string } | undefined;
}

/** The login page: who to be and at which level. Works without JavaScript. */
export function loginPage(page: LoginPage): Html {
  const { uid, clientName, required, method, refused } = page;
  const title = method === 'TestID' ? 'Logg inn med TestID' : 'Logg inn med MinID';
  return layout(
    page.brand,
    refused === undefined ? title : `Feil: ${title}`,
    html`<section class="card">
      <h1>${title}</h1>
      <p class="lead">
        Du logger inn hos
        <strong>${clientName}</strong>${
          required !== undefined &&
          html`, som krever sikkerhetsnivå <strong>«${levelNames[required]}»</strong>`
        }.
      </p>
      ${
        refused !== undefined &&
        html`<p class="problem" role="alert" id="problem"><strong>Feil:</strong> ${refused.problem.text}</p>`
      }
      <form method="post" action="/login/${uid}">
        ${method === 'TestID' ? choosePerson(page) : typePerson(page)} ${chooseLevel(page)}
        <button type="submit" class="primary">Logg inn</button>
      </form>
      <form method="post" action="/login/${uid}/abort">
        <button type="submit" class="secondary">Avbryt</button>
      </form>
    </section>`,
  );
}

function choosePerson({ people, refused }: LoginPage): Html {
  return html`<fieldset ${wrong(refused, 'person')}>
    <legend>Hvem vil du være?</legend>
    <div class="choices">
      ${people.map(
        ({ role, givenName, middleName, familyName }) =>
          html`<label class="choice">
            <input type="radio" name="person" value="${role}" required ${checked(role === refused?.person)} />
            <span>
              <span class="name">${[givenName, middleName, familyName].filter(Boolean).join(' ')}</span>
              <span class="hint">Rolle: ${role}</span>
            </span>
          </label>`,
      )}
    </div>
  </fieldset>`;
}

function typePerson({ refused }: LoginPage): Html {
  return html`<div class="field">
      <label for="pid">Fødselsnummer</label>
      <p class="hint" id="pid-hint">11 siffer. Bare testpersonene i dette miljøet slipper inn.</p>
      <input
        id="pid"
        name="pid"
        type="text"
        inputmode="numeric"
        autocomplete="off"
        required
        ${described('pid', refused)}
      />
    </div>
    <div class="field">
      <label for="code">Engangskode</label>
      <p class="hint" id="code-hint">I test er koden alltid 12345.</p>
      <input
        id="code"
        name="code"
        type="text"
        inputmode="numeric"
        autocomplete="off"
        required
        ${described('code', refused)}
      />
    </div>`;
}

function chooseLevel({ method, required, refused }: LoginPage): Html {
  const { levels } = loginMethods[method];
  const preset = levels.find((level) => required !== undefined && meets(level, required)) ?? 'high';
  return html`<fieldset ${wrong(refused, 'level')}>
    <legend>Sikkerhetsnivå</legend>
    <div class="choices row">
      ${levels.map(
        (level) =>
          html`<label class="choice">
            <input type="radio" name="level" value="${level}" required ${checked(level === preset)} />
            <span class="name">${levelNames[level]}</span>
          </label>`,
      )}
    </div>
  </fieldset>`;
}

const checked = (is: boolean): Html | false => is && html`checked`;

const wrong = (refused: LoginPage['refused'], field: LoginProblem['field']): Html | false =>
  refused?.problem.field === field && html`class="wrong" aria-describedby="problem"`;

function described(field: 'pid' | 'code', refused: LoginPage['refused']): Html {
  return refused?.problem.field === field
    ? html`class="wrong" aria-invalid="true" aria-describedby="${field}-hint problem" autofocus`
    : html`aria-describedby="${field}-hint"`;
}
