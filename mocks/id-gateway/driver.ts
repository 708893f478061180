import type { Page } from '@playwright/test';
import type { AssuranceLevel, IdGatewayDriver, LoginMethod } from '#harness/common/drivers.ts';
import type { Person } from '#harness/common/roster.ts';
import { levelNames } from './login/levels.ts';

/** Logs in at the mock's pages, by TestID or MinID. */
export function createDriver({ method }: { readonly method: LoginMethod }): IdGatewayDriver {
  return {
    async logIn(page, person, level) {
      await (method === 'TestID' ? choosePerson(page, person) : typePerson(page, person));
      await page.getByRole('radio', { name: levelNames[level], exact: true }).check();
      await page.getByRole('button', { name: 'Logg inn' }).click();
    },
    loginForm: (person, level) => ({ ...credentials(method, person), level: level satisfies AssuranceLevel }),
  };
}

/** The code is the static one of the test environments; it opens nothing else. */
const minIdCode = '12345';

async function choosePerson(page: Page, person: Person): Promise<void> {
  const name = [person.givenName, person.middleName, person.familyName].filter(Boolean).join(' ');
  await page.getByRole('radio', { name }).check();
}

async function typePerson(page: Page, person: Person): Promise<void> {
  await page.getByLabel('Fødselsnummer').fill(person.pid);
  await page.getByLabel('Engangskode').fill(minIdCode);
}

const credentials = (method: LoginMethod, person: Person): Record<string, string> =>
  method === 'TestID' ? { person: person.role } : { pid: person.pid, code: minIdCode };
