import { Option } from 'commander';
import { rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Environment } from '#harness/environment/environment.ts';
import { loadDrift } from '#harness/environment/load-drift.ts';
import { processEnvironment } from '#harness/environment/process-environment.ts';
import { createRedactor, redactDeep } from '#harness/identities/redact/create-redactor.ts';
import { inProject } from '#harness/environment/project-root.ts';
import type { Gate } from '#harness/gate/pass-gate.ts';
import type { Approval, RunRecord } from '#harness/observation/run-record.schema.ts';
import { runScenarios } from '#harness/run/run-scenarios.ts';
import { sealChoices, type SealChoice } from '#harness/seal/try-seal.ts';
import { attesting, digestsOf, type Attest } from './attest.ts';
import { evidencePlace, outputDir, saveRecord } from './run-store.ts';
import { heading, partProgress, playwrightProgress, say } from './terminal.ts';

export type BackendChoice = 'auto' | 'container' | 'process';

/** Options that all commands that start participants share. */
export interface SharedOptions {
  readonly backend?: BackendChoice;
  readonly drift?: string;
  readonly scenarios?: string;
  readonly change?: string;
  readonly seal?: SealChoice;
}

export const backendOption = (): Option =>
  new Option(
    '--backend <backend>',
    'where participants run (default: auto, containers when an engine answers)',
  ).choices(['auto', 'container', 'process']);

export const driftOption = (): Option =>
  new Option(
    '--drift <file>',
    'change the environment by a drift file, from anywhere (environments/drift/ has examples)',
  );

export const sealOption = (): Option =>
  new Option(
    '--seal <by>',
    'what seals the run (default: auto, bubblewrap, and where that does not work a container)',
  ).choices(sealChoices);

export const scenariosOption = (): Option =>
  new Option('--scenarios <folder>', 'scenarios of your own (default: scenarios/ of the project)');

/** The folder of scenarios that was chosen. */
export const scenariosFolder = (option: string | undefined): string =>
  option === undefined ? inProject('scenarios') : resolve(option);

/** Precedence: option, variable VERDIKJEDE_BACKEND, auto. */
export const chosenBackend = (option: BackendChoice | undefined): BackendChoice =>
  option ?? processEnvironment().VERDIKJEDE_BACKEND ?? 'auto';

/** The images that the site names in variables. */
export function chosenImages(): { service?: string; wiremock?: string } {
  const { VERDIKJEDE_IMAGE_SERVICE: service, VERDIKJEDE_IMAGE_WIREMOCK: wiremock } = processEnvironment();
  return { ...(service === undefined ? {} : { service }), ...(wiremock === undefined ? {} : { wiremock }) };
}

interface OneRun extends SharedOptions {
  readonly title: string;
  readonly environment: Environment;
  readonly playwrightArguments: readonly string[];
  readonly interrupted: AbortSignal;
  readonly gate?: Gate | undefined;
}

/** A run whose record is stored. */
interface KeptRun {
  readonly record: RunRecord;
  /** Signs the certificate of a verify run; undefined in test. */
  readonly attest: Attest | undefined;
}

/** Runs scenarios with progress at the terminal, and keeps the record. */
export async function runAndKeep(run: OneRun): Promise<KeptRun> {
  const { environment, drift, playwrightArguments, interrupted } = run;
  heading(run.title);
  const loaded = drift === undefined ? undefined : loadDrift(drift);
  const allureResultsDir = join(outputDir, 'allure-results', environment.name);
  rmSync(allureResultsDir, { recursive: true, force: true });
  const redact = createRedactor({ people: environment.roster.people });
  const scenariosDir = scenariosFolder(run.scenarios);
  const used = digestsOf(environment, scenariosDir);
  const { record: seen, signer } = await runScenarios({
    environment,
    backend: chosenBackend(run.backend),
    images: chosenImages(),
    driftTitle: loaded?.title ?? null,
    ...(loaded === undefined ? {} : { drift: loaded }),
    scenariosDir,
    ...(run.gate === undefined ? {} : { gate: run.gate }),
    ...(run.seal === undefined ? {} : { seal: run.seal }),
    ...(playwrightArguments.includes('--headed') ? { headed: true } : {}),
    allureResultsDir,
    evidence: evidencePlace,
    playwrightArguments,
    onOutput: playwrightProgress(redact),
    progress: partProgress,
    interrupted,
  });
  const record = redactDeep(seen, redact);
  if (record.change !== undefined) tellApproval(record.change);
  const path = saveRecord(record);
  const passed = record.scenarios.filter(({ status }) => status === 'passed').length;
  say(`    ${passed} of ${record.scenarios.length} scenarios passed → ${relative(process.cwd(), path)}`);
  return { record, attest: signer && attesting({ record, signer, used, scenariosDir }) };
}

function tellApproval({ id, signers, throwAway, warnings }: Approval): void {
  const keys = throwAway ? ', keys made for this run' : '';
  say(`    Gate: change ${id}, signed by ${signers.join(' and ')}${keys}`);
  for (const warning of warnings) say(`    Gate warns: ${warning}`);
}
