import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { environmentSchema } from '#environments/environment.schema.ts';
import { rosterSchema, standingSchema } from '#harness/common/roster.ts';
import { HarnessError } from '../errors.ts';
import { checkIdentities } from './check-identities.ts';
import type { Environment } from './environment.ts';
import { inProject } from './project-root.ts';
import { checkCredentials } from './secrets/credentials-of.ts';
import { problemsError, readYaml, type FileProblem } from './read-yaml.ts';

/**
 * Loads an environment by name (`local` → environments/local.yaml) or by path, with its roster, standing records
 * and trust. All problems of all its files are reported in one ENVIRONMENT_INVALID; no value is shown.
 */
export function loadEnvironment(nameOrPath: string): Environment {
  const file = environmentFile(nameOrPath);
  const problems: FileProblem[] = [];
  const read = <S extends Parameters<typeof readYaml>[1]>(path: string, schema: S) => {
    const result = readYaml(path, schema);
    problems.push(...result.problems);
    return result.value;
  };
  const environment = read(file, environmentSchema);
  const beside = (folder: string, name: string) => join(dirname(file), folder, name);
  const roster = environment && read(beside('rosters', environment.roster), rosterSchema);
  const standing =
    environment?.standing === undefined
      ? { letters: [] }
      : read(beside('standing', environment.standing), standingSchema);
  if (environment && roster && standing) {
    const rosterFile = beside('rosters', environment.roster);
    const standingFile = beside('standing', environment.standing ?? environment.roster);
    problems.push(...checkIdentities({ roster, standing, rosterFile, standingFile }));
  }
  if (environment) problems.push(...checkCredentials(environment, file));
  const trust =
    environment?.trust === undefined
      ? undefined
      : readTrust(resolve(dirname(file), environment.trust), problems);
  if (problems.length > 0 || !environment || !roster || !standing) {
    throw problemsError(
      problems,
      'ENVIRONMENT_INVALID',
      'The rules stand in environments/environment.schema.ts; editors show them from environment.schema.json.',
    );
  }
  const rosterFile = beside('rosters', environment.roster);
  return { ...environment, file, roster, rosterFile, standing, trust };
}

function environmentFile(nameOrPath: string): string {
  const isPath = /[\\/]|\.ya?ml$/.test(nameOrPath);
  const file = isPath ? resolve(nameOrPath) : inProject('environments', `${nameOrPath}.yaml`);
  if (existsSync(file)) return file;
  const names = readdirSync(inProject('environments'))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.replace(/\.yaml$/, ''));
  throw new HarnessError(`There is no environment file ${file}.`, {
    code: 'ENVIRONMENT_INVALID',
    stage: 'environment',
    hint: `Environments here: ${names.join(', ')}. Or give the path of a yaml file.`,
  });
}

function readTrust(file: string, problems: FileProblem[]): string | undefined {
  if (!existsSync(file)) {
    problems.push({ file, where: 'trust', rule: 'does not exist' });
    return undefined;
  }
  const text = readFileSync(file, 'utf8');
  if (!text.includes('-----BEGIN CERTIFICATE-----')) {
    problems.push({ file, where: 'trust', rule: 'holds no PEM certificate' });
  }
  return text;
}
