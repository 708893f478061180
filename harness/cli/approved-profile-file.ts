import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { approvedProfileSchema, type ApprovedProfile } from '#harness/comparison/approved-profile.ts';
import type { Environment } from '#harness/environment/environment.ts';
import { HarnessError } from '../errors.ts';

type Whose = Pick<Environment, 'name' | 'file'>;

const fileOf = ({ name, file }: Whose): string => join(dirname(file), 'profiles', `${name}.json`);

/** The profile that someone last approved for an environment; undefined when nobody has. */
export function approvedProfile(environment: Whose): ApprovedProfile | undefined {
  const path = fileOf(environment);
  if (!existsSync(path)) return undefined;
  const checked = approvedProfileSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (checked.success) return checked.data;
  throw new HarnessError(
    `The approved profile ${path} cannot be read: ${checked.error.issues[0]?.path.join('.') ?? ''} ${checked.error.issues[0]?.message ?? ''}`,
    {
      code: 'RECORD_UNREADABLE',
      stage: 'comparison',
      hint: `Take it back from version control, or approve anew: npx verdikjede profile approve ${environment.name} --by "Your Name"`,
    },
  );
}

/** Writes an approved profile; it belongs in version control. Returns its path. */
export function writeApprovedProfile(profile: ApprovedProfile, environment: Whose): string {
  const path = fileOf(environment);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(profile, undefined, 2)}\n`);
  return path;
}
