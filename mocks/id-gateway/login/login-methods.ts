import { z } from 'zod';
import type { Person } from '#harness/common/roster.ts';
import { levels, type Level } from './levels.ts';
import type { Settings } from '../settings.ts';

export type LoginMethodName = Settings['login'];

/** Why a form was refused, in the person's words, and the field to mend. */
export interface LoginProblem {
  readonly field: 'person' | 'pid' | 'code' | 'level';
  readonly text: string;
}
export type LoginAttempt =
  | { readonly person: Person; readonly level: Level; readonly problem?: undefined }
  | { readonly problem: LoginProblem };

export interface LoginMethod {
  /** As it stands in the claim `amr`. */
  readonly amr: string;
  readonly levels: readonly Level[];
  /** Reads the posted form. Nobody who is not on the roster gets in. */
  readonly read: (form: unknown, people: readonly Person[]) => LoginAttempt;
}

/** MinID's one-time code in the test environments of the real ID-porten. */
const minIdCode = '12345';
const field = z.string().catch('');
const level = z.enum(levels).optional().catch(undefined);
const testIdForm = z.object({ person: field, level }).catch({ person: '', level: undefined });
const minIdForm = z.object({ pid: field, code: field, level }).catch({ pid: '', code: '', level: undefined });

const problem = (of: LoginProblem['field'], text: string): LoginAttempt => ({ problem: { field: of, text } });
const noLevel = (): LoginAttempt => problem('level', 'Velg et sikkerhetsnivå.');

/** The ways to log in. TestID needs no password; MinID takes a typed fødselsnummer and a static code. */
export const loginMethods: Readonly<Record<LoginMethodName, LoginMethod>> = {
  TestID: {
    amr: 'TestID',
    levels,
    read: (form, people) => {
      const posted = testIdForm.parse(form);
      const person = people.find(({ role }) => role === posted.person);
      if (person === undefined) return problem('person', 'Velg en testperson fra listen.');
      return posted.level === undefined ? noLevel() : { person, level: posted.level };
    },
  },
  MinID: {
    amr: 'Minid-OTC',
    levels: ['substantial', 'high'],
    read: (form, people) => {
      const posted = minIdForm.parse(form);
      const pid = posted.pid.replaceAll(/\s/g, '');
      if (!/^\d{11}$/.test(pid)) return problem('pid', 'Fødselsnummeret skal ha 11 siffer.');
      const person = people.find((candidate) => candidate.pid === pid);
      if (person === undefined) {
        return problem('pid', 'Fødselsnummeret tilhører ingen av testpersonene i dette miljøet.');
      }
      if (posted.code.trim() !== minIdCode) return problem('code', 'Engangskoden er feil. Prøv igjen.');
      if (posted.level === undefined || posted.level === 'low') return noLevel();
      return { person, level: posted.level };
    },
  },
};
