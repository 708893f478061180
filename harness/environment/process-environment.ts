import { z } from 'zod';
import { HarnessError } from '../errors.ts';

const text = z.string().min(1).optional();
const schema = z.object({
  /** Any value but `false` or `0`: a missing engine, browser or k6 is a failure, never "not run". */
  CI: text.transform((value) => value !== undefined && value !== 'false' && value !== '0'),
  /** Environment for a native `npx playwright test`. Default `local`. */
  VERDIKJEDE_ENVIRONMENT: text,
  VERDIKJEDE_BACKEND: z.enum(['auto', 'container', 'process']).optional(),
  /** Images to use instead of the default ones, for a site with a registry of its own. */
  VERDIKJEDE_IMAGE_SERVICE: text,
  VERDIKJEDE_IMAGE_WIREMOCK: text,
  /** Path of the browser to use, when the one that is found is not the one wanted. */
  VERDIKJEDE_BROWSER: text,
  /** Folder for run records, reports and Allure results. Default `reports/output` of the project. */
  VERDIKJEDE_OUTPUT: text,
  /** Ed25519 private key (PEM) that signs audit logs. Needed where participants are real; else made for each run. */
  VERDIKJEDE_AUDIT_KEY: text,
  /** Folder for the copies of checkpoints, best where a run cannot write. Default `checkpoints` of the output. */
  VERDIKJEDE_CHECKPOINTS: text,
  /** Function of the tester, as it is to stand in the audit log. */
  VERDIKJEDE_TESTER: text,
  /** File of the age identity that decrypts secrets of environments. */
  VERDIKJEDE_AGE_IDENTITY: text,
  /** Set by the supervisor for its Playwright child: path of the run context. Not for people. */
  VERDIKJEDE_RUN: text,
  JAVA_HOME: text,
  /** Where the class archive and the compile cache lie between runs. Default: the system's cache folder. */
  VERDIKJEDE_CACHE: text,
  /** Where it stands which change records were used. Default: the system's state folder. */
  VERDIKJEDE_STATE: text,
  XDG_STATE_HOME: text,
  XDG_CACHE_HOME: text,
  LOCALAPPDATA: text,
  NO_COLOR: text,
  PATH: text,
});
export type ProcessEnvironment = z.infer<typeof schema>;

/** The variables that we know, read at the one door. Precedence: command line option, variable, default. */
export function processEnvironment(source: NodeJS.ProcessEnv = process.env): ProcessEnvironment {
  const result = schema.safeParse(source);
  if (result.success) return result.data;
  const names = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new HarnessError(`Environment variables are not right:\n  ${names.join('\n  ')}`, {
    code: 'USAGE',
    stage: 'setup',
    hint: 'Unset the variable or give it one of the values named.',
  });
}

/** A variable that an environment file names as the place of a secret; undefined when it is not set. */
export function variableNamed(name: string): string | undefined {
  const value = process.env[name];
  return value === '' ? undefined : value;
}

/** The variables that a child process needs to find its programs and its home, and no others. */
export function childEnvironment(extra: Record<string, string> = {}): Record<string, string> {
  const passed = ['PATH', 'HOME', 'USER', 'LANG', 'LC_ALL', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'APPDATA'];
  const more = [
    'LOCALAPPDATA',
    'USERPROFILE',
    'JAVA_HOME',
    'DISPLAY',
    'WAYLAND_DISPLAY',
    'XDG_RUNTIME_DIR',
    'CI',
  ];
  return { ...those([...passed, ...more]), ...extra };
}

/** The same, with the key agent of the person who signs. */
export const signerEnvironment = (): Record<string, string> =>
  childEnvironment(those(['SSH_AUTH_SOCK', 'SSH_ASKPASS']));

/** The same, with what leads a container engine's client to its engine. */
export const engineEnvironment = (): Record<string, string> =>
  childEnvironment(those(['DOCKER_HOST', 'DOCKER_CONTEXT', 'DOCKER_CONFIG']));

/** The variables that are handed into the seal: what finds programs and language, and no others. */
export const sealedEnvironment = (extra: Record<string, string>): Record<string, string> => ({
  ...those(['PATH', 'LANG', 'LC_ALL', 'CI']),
  ...extra,
});

/** Of these variables, those that are set. */
function those(names: readonly string[]): Record<string, string> {
  const set = names.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(set);
}

/** They change what Node loads or trusts, in the supervisor too, before it could clean them. */
const weakening = ['NODE_OPTIONS', 'NODE_TLS_REJECT_UNAUTHORIZED'];
/** They would lead past the guard, or change what Playwright does: no process of a run is handed them. */
const cleaned =
  /^(PLAYWRIGHT_.*|PW_.*|PWDEBUG|DEBUG|(no|all|https?|ftp)_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_.*)$/i;

/** Of the variables set: those with which nothing may be verified, and those that are kept from the run. */
export function weakeningVariables(source: NodeJS.ProcessEnv = process.env): {
  readonly refused: string[];
  readonly cleaned: string[];
} {
  const set = Object.keys(source).filter((name) => (source[name] ?? '') !== '');
  return {
    refused: set.filter((name) => weakening.includes(name.toUpperCase())),
    cleaned: set.filter((name) => cleaned.test(name)),
  };
}

/** Sets a variable for the workers that Playwright starts from this process. */
export function setForWorkers(variables: Record<string, string>): void {
  Object.assign(process.env, variables);
}
