import type { Roster, Standing } from '#harness/common/roster.ts';
import { classify } from '#harness/identities/national-identity-number.ts';
import type { FileProblem } from './read-yaml.ts';

interface Identities {
  readonly roster: Roster;
  readonly standing: Standing;
  readonly rosterFile: string;
  readonly standingFile: string;
}

const duplicates = (values: readonly (string | undefined)[]): boolean => {
  const given = values.filter((value) => value !== undefined);
  return new Set(given).size !== given.length;
};

/** What the schema cannot say: synthetic people only, roles and HER-ids once, standing records of people there. */
export function checkIdentities({ roster, standing, rosterFile, standingFile }: Identities): FileProblem[] {
  const problems: FileProblem[] = [];
  const inRoster = (where: string, rule: string) => problems.push({ file: rosterFile, where, rule });
  roster.people.forEach((person, i) => {
    if (!classify(person.pid).startsWith('synthetic')) {
      inRoster(`people.${i}.pid`, 'must be synthetic: month +80 or +65, with right check digits');
    }
  });
  if (duplicates(roster.people.map((person) => person.role))) inRoster('people', 'a role stands twice');
  if (duplicates(roster.parties.map((party) => party.role))) inRoster('parties', 'a role stands twice');
  if (duplicates(roster.parties.map((party) => party.herId))) inRoster('parties', 'a HER-id stands twice');
  roster.parties.forEach((party, i) => {
    const parentKnown =
      party.parentHerId === undefined || roster.parties.some((p) => p.herId === party.parentHerId);
    if (!parentKnown) inRoster(`parties.${i}.parentHerId`, 'is no party of this roster');
  });
  standing.letters.forEach((letter, i) => {
    const known = (where: string, there: boolean) => {
      if (!there)
        problems.push({
          file: standingFile,
          where: `letters.${i}.${where}`,
          rule: 'is no role of the roster',
        });
    };
    known(
      'citizen',
      roster.people.some((person) => person.role === letter.citizen),
    );
    known(
      'sender',
      roster.parties.some((party) => party.role === letter.sender),
    );
    known(
      'receiver',
      roster.parties.some((party) => party.role === letter.receiver),
    );
  });
  return problems;
}
