import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { expect, test } from '@playwright/test';
import { driftSchema } from '#environments/drift.schema.ts';
import type { Environment } from '#harness/environment/environment.ts';
import { HarnessError } from '#harness/errors.ts';
import { createHelseIdClient, type HelseIdClient } from '#mocks/kit/helse-id/helse-id-client.ts';
import { testCredentials } from '#mocks/kit/helse-id/helse-id-credentials.ts';
import { addressRegisterApi, messageExchangeApi } from '#mocks/kit/helse-id/nhn-apis.ts';
import { engine } from './container/engine.ts';
import { labels } from './container/labels.ts';
import { lives } from './leftovers/process-identity.ts';
import { readRunFile } from './run-file.ts';
import { ask, type AskOptions } from './testing/ask.ts';
import type { RunningParticipants } from './running-participants.ts';
import { engineTag, needsEngine } from './testing/needs-engine.ts';
import { started, type Started } from './testing/started.ts';
import { testEnvironment } from './testing/test-environment.ts';

const xml = { method: 'POST', headers: { 'content-type': 'text/xml' } };

async function containersOf(
  runId: string,
): Promise<{ Id: string; Ports: { IP?: string }[]; Names: string[] }[]> {
  const client = await engine();
  const filters = { label: [`${labels.run}=${runId}`] };
  return (await client?.container.dockerode.listContainers({ all: true, filters })) ?? [];
}

async function failure(promise: Promise<unknown>): Promise<HarnessError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof HarnessError) return error;
  throw new Error('did not fail with a HarnessError', { cause: error });
}

/** A client of the started gateway, on behalf of the sender's organisation. */
function helseIdByAsk(
  participants: RunningParticipants,
  scope: string = messageExchangeApi.scope,
): HelseIdClient {
  return createHelseIdClient({
    ...testCredentials('sender'),
    issuer: participants.origins['helse-id.id-gateway'] ?? '',
    scope,
    post: async (path, form, headers) => {
      const answer = await ask(participants, 'helse-id.id-gateway', path, {
        method: 'POST',
        body: new URLSearchParams(form).toString(),
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      });
      const nonce = answer.headers['dpop-nonce'];
      return {
        status: answer.status,
        nonce: typeof nonce === 'string' ? nonce : undefined,
        body: JSON.parse(answer.body) as unknown,
      };
    },
  });
}

for (const backend of ['process', 'container'] as const) {
  const tagged = { tag: backend === 'container' ? engineTag : [] };
  test.describe(`startParticipants() with ${backend} backend`, tagged, () => {
    test.describe.configure({ mode: 'serial' });
    let environment: Environment;
    let all: Started;

    test.beforeAll(async () => {
      if (backend === 'container') await needsEngine();
      environment = await testEnvironment({ name: 'unit' });
      all = await started(environment, { backend });
    });
    test.afterAll(async () => {
      await all?.[Symbol.asyncDispose]();
    });

    test('every endpoint answers through the front, verified against the CA of the environment', async () => {
      const answers = await Promise.all([
        ask(all.participants, 'citizen-portal', '/'),
        ask(all.participants, 'hospital-records', '/'),
        ask(all.participants, 'id-porten.id-gateway', '/.well-known/openid-configuration'),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(answers[0]?.certificate.issuer).toBe('verdikjede unit participants CA');
      const document = JSON.parse(answers[2]?.body ?? '') as { issuer: string };
      expect(new URL(document.issuer).origin).toBe(all.participants.origins['id-porten.id-gateway']);
      expect(all.participants.backend).toBe(backend);
    });

    test('participants reach each other by their https names', async () => {
      const answer = await ask(all.participants, 'citizen-portal', '/login');
      expect([302, 303]).toContain(answer.status);
      expect(new URL(String(answer.headers['location'])).origin).toBe(
        all.participants.origins['id-porten.id-gateway'],
      );
    });

    test('the exchange wants a token from who comes through the front, and streams past WireMock', async () => {
      const { participants } = all;
      const own = environment.roster.parties.find(({ role }) => role === 'sender')?.herId ?? '';
      const helseId = helseIdByAsk(participants);
      const call = async (method: string, path: string, options: AskOptions = {}) => {
        const url = new URL(path, participants.origins['message-exchange']).href;
        const token = await helseId.headersFor(method, url);
        const headers = { 'api-version': '3', 'nhn-source-system': 'unit', ...options.headers };
        const type = { 'content-type': 'application/json' };
        return ask(participants, 'message-exchange', path, {
          ...options,
          method,
          headers: { ...headers, ...token, ...(options.body === undefined ? {} : type) },
        });
      };
      const withoutToken = { headers: { 'api-version': '3', 'nhn-source-system': 'unit' } };
      expect((await ask(participants, 'message-exchange', '/ping', withoutToken)).status).toBe(401);
      expect((await call('GET', '/ping')).status).toBe(200);
      const configuration = { herId: Number(own), receiveNotificationChannel: 'Api' };
      const body = JSON.stringify({ configurations: [configuration] });
      expect((await call('PUT', '/mshconfigurations', { body })).status).toBe(204);
      const stream = await call('GET', `/notifications/stream?HerIds=${own}`, { until: /connected\n/ });
      expect([stream.status, stream.headers['content-type']]).toEqual([
        200,
        'text/event-stream; charset=utf-8',
      ]);
    });

    test('what nobody documented is answered 404 with the nearest operation, and is marked in the journal', async () => {
      const answer = await ask(all.participants, 'citizen-portal', '/letters/1/attachments/2/3', {
        headers: { 'x-unit': 'unexpected' },
      });
      expect(answer.status).toBe(404);
      const { nearest } = JSON.parse(answer.body) as { nearest: string };
      expect(nearest).toContain('(get-attachment)');
      const journal = await fetch(`${all.participants.wiremockAdminUrl}/__admin/requests`);
      const { requests } = (await journal.json()) as {
        requests: { request: { url: string }; stubMapping: { metadata: unknown } }[];
      };
      const entry = requests.find(({ request }) => request.url === '/letters/1/attachments/2/3');
      expect(entry?.stubMapping.metadata).toEqual({
        verdikjede: { participant: 'citizen-portal', unexpected: true },
      });
      expect(requests.some(({ request }) => request.url === '/CommunicationParties/ready')).toBe(false);
    });

    test('the plain port of each service is there for load', async () => {
      const urls = Object.values(all.participants.serviceUrls);
      expect(urls).toHaveLength(5);
      for (const url of urls) expect((await fetch(new URL('/nobody-documented-this', url))).status).toBe(404);
    });

    test('progress tells of every part that it starts and gets ready', () => {
      const ready = all.events.filter(({ state }) => state === 'ready').map(({ part }) => part);
      expect(ready.sort()).toEqual([
        'address-register',
        'citizen-portal',
        'front',
        'hospital-records',
        'id-gateway',
        'message-exchange',
        'wiremock',
      ]);
    });

    test('ports in use are all listed in one error, with what they are for and where to change them', async () => {
      const error = await failure(started(environment, { backend }));
      expect(error.code).toBe('PORT_IN_USE');
      expect(error.message).toContain(`${environment.port} (front)`);
      expect(error.message).toContain(`${environment.port + 6} (citizen-portal)`);
      expect(error.hint).toContain(environment.file);
    });

    if (backend === 'container') {
      test('containers are published on 127.0.0.1 alone', async () => {
        const containers = await containersOf(all.directory.runId);
        expect(containers).toHaveLength(7);
        const addresses = containers.flatMap(({ Ports }) => Ports.map(({ IP }) => IP));
        expect(new Set(addresses)).toEqual(new Set(['127.0.0.1']));
      });
    }

    test('a part that ends during the run is told by `died`, and stopping leaves nothing', async () => {
      const { participants, directory } = all;
      const parts = readRunFile(directory.path)?.parts ?? [];
      if (backend === 'process') {
        const victim = parts.find(({ title }) => title === 'address-register');
        expect(victim && lives(victim)).toBe(true);
        process.kill(victim!.pid, 'SIGKILL');
      } else {
        const containers = await containersOf(directory.runId);
        const victim = containers.find(({ Names }) => Names[0]?.endsWith('address-register'));
        await (await engine())?.container.dockerode.getContainer(victim!.Id).kill();
      }
      const died = await participants.died;
      expect(died.code).toBe('PARTICIPANT_DOWN');
      expect(died.participant).toBe('address-register');

      await all[Symbol.asyncDispose]();
      expect(parts.filter(lives)).toEqual([]);
      expect(existsSync(directory.path)).toBe(false);
      if (backend === 'container') expect(await containersOf(directory.runId)).toEqual([]);
      const server = createServer().listen(environment.port, '127.0.0.1');
      await once(server, 'listening');
      server.close();
    });
  });

  test(
    `drift reaches certificates, stubs, seed, settings and network with ${backend} backend`,
    tagged,
    async () => {
      if (backend === 'container') await needsEngine();
      const drift = driftSchema.parse({
        version: 1,
        title: 'unit',
        tls: [
          { endpoint: 'citizen-portal', expiresInDays: 3 },
          { endpoint: 'id-porten.id-gateway', untrustedIssuer: true },
        ],
        stubs: [
          {
            endpoint: 'message-exchange',
            mapping: { request: { urlPattern: '.*' }, response: { status: 503 } },
          },
        ],
        network: [{ endpoint: 'hospital-records', down: true }],
        seed: [
          {
            participant: 'address-register',
            party: { role: 'receiver' },
            patch: [{ op: 'replace', path: '/active', value: false }],
          },
        ],
      });
      const environment = await testEnvironment();
      const receiver = environment.roster.parties.find(({ role }) => role === 'receiver');
      await using all = await started(environment, { backend, drift });
      const { participants } = all;
      const portal = await ask(participants, 'citizen-portal', '/');
      const daysLeft = (Date.parse(portal.certificate.validTo) - Date.now()) / 86_400_000;
      expect(daysLeft).toBeGreaterThan(2.9);
      expect(daysLeft).toBeLessThanOrEqual(3);
      await expect(ask(participants, 'id-porten.id-gateway', '/')).rejects.toThrow();
      await expect(ask(participants, 'hospital-records', '/')).rejects.toThrow();
      expect((await ask(participants, 'message-exchange', '/Messages')).status).toBe(503);
      expect((await ask(participants, 'soap.address-register', '/v1/Ar', xml)).status).not.toBe(503);
      const path = `/CommunicationParties/${receiver?.herId}`;
      const url = `${participants.origins['rest.address-register'] ?? ''}${path}`;
      const token = await helseIdByAsk(participants, addressRegisterApi.scope).headersFor('GET', url);
      const headers = { ...token };
      const party = await ask(participants, 'rest.address-register', path, { headers });
      expect(party.body).toMatch(/"active":\s*false/i);
    },
  );
}

test('drift of a participant that is not started is refused before anything starts', async () => {
  const base = await testEnvironment();
  const environment: Environment = {
    ...base,
    participants: { ...base.participants, 'id-gateway': { as: 'absent', reason: 'unit' } },
  };
  const drift = driftSchema.parse({
    version: 1,
    title: 'unit',
    tls: [{ endpoint: 'id-porten.id-gateway', expiresInDays: 3 }],
  });
  const error = await failure(started(environment, { backend: 'process', drift }));
  expect(error.code).toBe('DRIFT_INVALID');
  expect(error.message).toContain('id-gateway');
});

test(
  'a backend of containers without its images is refused; `auto` runs processes and says why',
  { tag: engineTag },
  async () => {
    await needsEngine();
    const images = { service: 'verdikjede/no-such-image:unit' };
    const environment = await testEnvironment();
    const error = await failure(started(environment, { backend: 'container', images }));
    expect(error.code).toBe('IMAGE_MISSING');
    expect(error.message).toContain(images.service);
    await using all = await started(environment, { backend: 'auto', images });
    expect(all.participants.backend).toBe('process');
    expect(all.events.find(({ part }) => part === 'backend')?.because).toContain(images.service);
  },
);
