import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { registerTestUser } from '#harness/common/register-test-user.ts';
import type { Environment } from '#harness/environment/environment.ts';
import { childEnvironment } from '#harness/environment/process-environment.ts';
import { inProject } from '#harness/environment/project-root.ts';
import { installPythonTool, type PythonTool } from '#harness/participants/python-tool.ts';
import { openRunDirectory } from '#harness/participants/run-directory.ts';
import type { RunningParticipants } from '#harness/participants/running-participants.ts';
import { startParticipants } from '#harness/participants/start-participants.ts';
import { testClients } from '#mocks/kit/helse-id/helse-id-credentials.ts';
import { testClientKey } from '#mocks/kit/test-client-key.ts';
import { HarnessError } from '../errors.ts';
import { clientsEnvironment, idPortenClients, otherScope } from './clients-environment.ts';
import { knownDocuments } from './known-data.ts';

const libraries: PythonTool = {
  name: 'python-clients',
  packages: { Authlib: '1.9.9', joserfc: '1.8.0', requests: '2.34.2', zeep: '4.3.3' },
  program: 'python3',
  purpose: 'which the mocks are called with',
};
const wsdl = inProject('..', 'shared', 'schemas', 'nhn-adresseregisteret-sok.wsdl');

export interface ClientsResult {
  readonly checks: number;
  readonly failures: number;
}

/**
 * Calls the mocks, behind front and WireMock, by TLS and by their own names, with well-known libraries of Python, which
 * print a line for each check. Throws SETUP_MISSING without ../shared, Python or a package.
 */
export async function checkPythonClients(): Promise<ClientsResult> {
  if (!existsSync(wsdl)) throw wsdlMissing();
  const python = await installPythonTool(libraries);
  const environment = await clientsEnvironment();
  await using run = await openRunDirectory(`contract-${process.pid}`);
  await using participants = await startParticipants(environment, {
    ...{ runId: run.runId, runDir: run.path, backend: 'process' },
    progress: () => undefined,
  });
  const [ca, world] = [join(run.path, 'clients-ca.pem'), join(run.path, 'clients.json')];
  await writeFile(ca, participants.ca);
  await writeFile(world, JSON.stringify(toldToClients(environment, participants)));
  const child = spawn(python, [inProject('harness', 'contract', 'clients', 'main.py'), world], {
    env: childEnvironment({ REQUESTS_CA_BUNDLE: ca, PYTHONDONTWRITEBYTECODE: '1', PYTHONUTF8: '1' }),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close') as Promise<[number | null]>;
  const seen = { checks: 0, failures: 0 };
  for await (const line of createInterface(child.stdout)) {
    process.stdout.write(`${line}\n`);
    if (/^(not )?ok /.test(line)) seen.checks += 1;
    if (line.startsWith('not ok ')) seen.failures += 1;
  }
  const [status] = await closed;
  if ((status === 0) === (seen.failures === 0) && seen.checks > 0) return seen;
  throw endedOtherwise(status);
}

/** What the clients' file world.py reads. */
function toldToClients({ roster }: Environment, { origins, wiremockAdminUrl }: RunningParticipants): object {
  const { documents, senderHerId, receiverHerId } = knownDocuments(roster);
  return {
    ...{ origins, wiremockAdminUrl, wsdl, documents, senderHerId, receiverHerId, otherScope },
    citizenPid: roster.people.find(({ role }) => role === 'citizen')?.pid,
    idPortenClients,
    helseIdClients: testClients,
    clientKey: testClientKey,
    registerUser: registerTestUser,
  };
}

const wsdlMissing = (): HarnessError =>
  new HarnessError('The published WSDL of the address register is not on this machine.', {
    code: 'SETUP_MISSING',
    stage: 'setup',
    hint: `Put it at ${wsdl}. It is not ours to give away, so it lies beside the project.`,
  });

const endedOtherwise = (status: number | null): HarnessError =>
  new HarnessError(
    `The clients in Python ended with ${status ?? 'a signal'}, which their checks don't explain.`,
    {
      code: 'REPORT_FAILED',
      stage: 'report',
      hint: 'What they said stands above.',
    },
  );
