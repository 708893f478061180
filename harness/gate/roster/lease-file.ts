import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { stringify } from 'yaml';
import { leasesSchema, type Leases } from '#environments/change.schema.ts';
import { HarnessError } from '#harness/errors.ts';
import type { Environment } from '#harness/environment/environment.ts';
import { problemsError, readYaml } from '#harness/environment/read-yaml.ts';

type Whose = Pick<Environment, 'file' | 'rosterFile'>;

/**
 * `rosters/<roster>.leases.yaml`, beside the roster: it is committed and reviewed with it, and its history says who
 * could use whom at any time.
 */
const leaseFile = ({ rosterFile }: Whose): string => rosterFile.replace(/(\.ya?ml)?$/, '.leases.yaml');

/** The leases of an environment's roster; none where there is no file. Throws ENVIRONMENT_INVALID with all problems. */
export function readLeases(environment: Whose): Leases {
  const file = leaseFile(environment);
  if (!existsSync(file)) return { version: 1, testers: [], leases: [], deactivated: [] };
  const { value, problems } = readYaml(file, leasesSchema);
  if (value !== undefined) return value;
  throw problemsError(
    problems,
    'ENVIRONMENT_INVALID',
    'The rules stand in environments/change.schema.ts (leases).',
  );
}

/** Writes them; returns the path. Throws USAGE when something is not as the schema has it. */
export function writeLeases(environment: Whose, leases: Leases): string {
  const checked = leasesSchema.safeParse(leases);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw new HarnessError(
      `The lease cannot be kept: ${String(issue?.path.at(-1) ?? '')} ${issue?.message ?? ''}.`,
      {
        code: 'USAGE',
        stage: 'gate',
        hint: 'People are named as allowed signers name them: kari@example.org.',
      },
    );
  }
  const file = leaseFile(environment);
  const schema = relative(dirname(file), join(dirname(environment.file), 'leases.schema.json'));
  const head = `# yaml-language-server: $schema=${schema}\n# Written by: npx verdikjede roster lease|release|deactivate. Commit it.\n`;
  writeFileSync(file, head + stringify(checked.data, { lineWidth: 110 }));
  return file;
}
