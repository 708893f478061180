import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { approvedProfileSchema, type ApprovedProfile } from '#harness/comparison/approved-profile.ts';
import { inProject } from '#harness/environment/project-root.ts';
import { HarnessError } from '../errors.ts';

const fileOf = (environment: string): string => inProject('environments', 'profiles', `${environment}.json`);

/** The profile that someone last approved for an environment; undefined when nobody has. */
export function approvedProfile(environment: string): ApprovedProfile | undefined {
  const path = fileOf(environment);
  if (!existsSync(path)) return undefined;
  const checked = approvedProfileSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (checked.success) return checked.data;
  throw new HarnessError(
    `The approved profile ${path} cannot be read: ${checked.error.issues[0]?.path.join('.') ?? ''} ${checked.error.issues[0]?.message ?? ''}`,
    {
      code: 'RECORD_UNREADABLE',
      stage: 'comparison',
      hint: `Take it back from version control, or approve anew: npx verdikjede profile approve ${environment} --by "Your Name"`,
    },
  );
}

/** Writes an approved profile; it belongs in version control. Returns its path. */
export function writeApprovedProfile(profile: ApprovedProfile): string {
  const path = fileOf(profile.environment);
  writeFileSync(path, `${JSON.stringify(profile, undefined, 2)}\n`);
  return path;
}
