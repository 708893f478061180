import type { CredentialReference } from '#environments/credentials.schema.ts';
import { endpointRefs, participantNames } from '#harness/common/participants.ts';
import type { EnvironmentFile } from '#environments/environment.schema.ts';
import type { FileProblem } from '../read-yaml.ts';

type Participants = Pick<EnvironmentFile, 'participants'>;

/** All credentials that an environment names, by reference. */
export const credentialsOf = ({ participants }: Participants): CredentialReference[] =>
  Object.values(participants).flatMap(({ credentials }) => credentials ?? []);

/** What the schema cannot say: credentials are for endpoints of their own participant, and none is there twice. */
export function checkCredentials({ participants }: Participants, file: string): FileProblem[] {
  return participantNames.flatMap((name) => {
    const seen = new Set<string>();
    return (participants[name].credentials ?? []).flatMap((credential, i) => {
      const problem = (rule: string) => [{ file, where: `participants.${name}.credentials.${i}`, rule }];
      const { endpoint } = credential;
      if (!endpointRefs(name).includes(endpoint))
        return problem(`is for an endpoint that ${name} does not have`);
      const header = credential.as === 'header' ? credential.name.toLowerCase() : 'authorization';
      const what = `${endpoint} ${credential.as === 'certificate' ? 'certificate' : header}`;
      if (seen.has(what)) return problem('adds what another one adds already');
      seen.add(what);
      return [];
    });
  });
}
