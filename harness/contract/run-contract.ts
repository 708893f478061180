import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import { childEnvironment } from '#harness/environment/process-environment.ts';
import { inProject } from '#harness/environment/project-root.ts';
import { problemsError, readYaml } from '#harness/environment/read-yaml.ts';
import { installPythonTool, type PythonTool } from '#harness/participants/python-tool.ts';
import { ofOneOrganisation } from '#mocks/kit/helse-id/of-one-organisation.ts';
import { startHelseId } from '#mocks/kit/helse-id/start-helse-id.ts';
import { startServiceProcess } from '#mocks/kit/service-process.ts';
import { HarnessError } from '../errors.ts';
import { applyOverlay, overlaySchema, type Overlay } from './apply-overlay.ts';
import { knownDataOverlay, knownDocuments } from './known-data.ts';
import { schemathesisConfig } from './schemathesis-config.ts';
import { sendDocuments } from './send-documents.ts';
import { startSigningProxy } from './signing-proxy.ts';

const schemathesis: PythonTool = {
  name: 'schemathesis',
  packages: { schemathesis: '4.32.5' },
  program: 'st',
  purpose: 'which the contract is tested with',
};
const published = inProject('..', 'shared', 'schemas', 'msh-api-v2.openapi.json');
const ours = inProject('harness', 'contract', 'msh-api-v2.overlay.yaml');

export interface ContractOptions {
  /** The same seed makes the same requests, but for the ids of messages. */
  readonly seed: number;
  /** Most requests for each operation in each phase. */
  readonly examples: number;
}
export interface ContractResult {
  readonly operations: number;
  /** Distinct failures, and errors of Schemathesis itself. */
  readonly failures: number;
}

/**
 * Holds the message exchange's service against the published document of API v2 and our overlay, with Schemathesis,
 * which prints what it finds. Throws SETUP_MISSING without ../shared, Python or the package.
 */
export async function runContract({ seed, examples }: ContractOptions): Promise<ContractResult> {
  const document = readPublished();
  const overlay = readOverlay();
  const program = await installPythonTool(schemathesis);
  const { roster: rehearsal, standing } = loadEnvironment('rehearsal');
  const roster = ofOneOrganisation(rehearsal);
  const documents = knownDocuments(roster);
  await using helseId = await startHelseId(roster);
  await using exchange = await startServiceProcess({
    participant: 'message-exchange',
    origins: { ...helseId.origins, 'message-exchange': 'https://message-exchange.contract.test' },
    roster,
    standing,
    settings: { tokenCheck: 'always' },
  });
  const password = randomUUID();
  await using signing = await startSigningProxy(exchange.origin, helseId.client, password);
  const sent = await sendDocuments(signing.origin, documents, password);
  const ids = [...standing.letters.flatMap(({ exchangeId, appRecId }) => [exchangeId, appRecId]), ...sent];
  const merged = applyOverlay(applyOverlay(document, overlay), knownDataOverlay(documents));
  const folder = await mkdtemp(join(tmpdir(), 'verdikjede-contract-'));
  try {
    const config = schemathesisConfig({ ids, documents, password }, seed, examples);
    await writeFile(join(folder, 'schemathesis.toml'), config);
    await writeFile(join(folder, 'openapi.json'), JSON.stringify(merged));
    return await runSchemathesis(program, folder, signing.origin);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const reportSchema = z.object({
  complete: z.boolean(),
  operations: z.object({ selected: z.int(), tested: z.int() }),
  test_cases: z.object({ unique_failures: z.int() }),
  errors: z.array(z.unknown()),
});

async function runSchemathesis(program: string, folder: string, url: string): Promise<ContractResult> {
  const settings = ['--checks', 'all', '--report', 'json', '--report-json-path', 'report.json'];
  const child = spawn(program, ['run', 'openapi.json', '--url', url, '--no-color', ...settings], {
    cwd: folder,
    env: childEnvironment({ PYTHONUNBUFFERED: '1' }),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  await once(child, 'close');
  const file = join(folder, 'report.json');
  if (!existsSync(file)) {
    throw new HarnessError('Schemathesis ended without a report.', {
      code: 'REPORT_FAILED',
      stage: 'report',
      hint: 'What it said stands above.',
    });
  }
  const report = reportSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const { selected, tested } = report.operations;
  const untested = report.complete ? selected - tested : Math.max(1, selected - tested);
  return {
    operations: tested,
    failures: report.test_cases.unique_failures + report.errors.length + untested,
  };
}

function readPublished(): Record<string, unknown> {
  if (existsSync(published)) return JSON.parse(readFileSync(published, 'utf8')) as Record<string, unknown>;
  throw new HarnessError('The published document of the message exchange is not on this machine.', {
    code: 'SETUP_MISSING',
    stage: 'setup',
    hint: `Put it at ${published}. It is not ours to give away, so it lies beside the project.`,
  });
}

function readOverlay(): Overlay {
  const { value, problems } = readYaml(ours, overlaySchema);
  if (value === undefined) throw problemsError(problems, 'ENVIRONMENT_INVALID', `Mend ${ours}.`);
  return value;
}
