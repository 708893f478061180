import { expect, test } from '@playwright/test';
import { createApp } from './create-app.ts';
import { participant } from './participant.ts';
import { gatewayConfig, helseIdIssuer, issuer } from './testing/start-gateway.ts';

const origins: Record<string, string> = { 'id-porten': issuer, 'helse-id': helseIdIssuer };
const unexpected = 'x-verdikjede-unexpected';

test('every documented operation answers at its own endpoint’s name', async () => {
  const app = await createApp(gatewayConfig());
  for (const { method, path, endpoint = '' } of participant.operations) {
    const { host } = new URL(origins[endpoint] ?? '');
    const url = path.replaceAll(/\{.*?\}/g, 'x');
    const answer = await app.inject({ method: method as 'GET', url, headers: { host } });
    expect(answer.headers[unexpected], `${method} ${path} at ${endpoint}`).toBeUndefined();
  }
  await app.close();
});

test('an operation of one endpoint is not there at the other; elsewhere those of ID-porten are', async () => {
  const app = await createApp(gatewayConfig());
  const ask = async (url: string, host: string) => (await app.inject({ url, headers: { host } })).headers;
  const [idPorten, helseId] = [new URL(issuer).host, new URL(helseIdIssuer).hostname];
  for (const [path, host] of [
    ['/jwks', helseId],
    ['/userinfo', helseId],
    ['/connect/authorize', idPorten],
    ['/connect/userinfo', '127.0.0.1:8443'],
    ['/authorise', idPorten],
  ] as const) {
    expect((await ask(path, host))[unexpected], `${path} at ${host}`).toBe('id-gateway');
  }
  expect((await ask('/jwks', '127.0.0.1:8443'))[unexpected]).toBeUndefined();
  await app.close();
});

test('each endpoint is an issuer of its own, by any spelling of its name', async () => {
  const app = await createApp(gatewayConfig());
  for (const origin of [issuer, helseIdIssuer]) {
    const { host, hostname } = new URL(origin);
    for (const name of [host, hostname, host.toUpperCase()]) {
      const url = '/.well-known/openid-configuration';
      const answer = await app.inject({ url, headers: { host: name } });
      expect(answer.json<{ issuer: string }>().issuer).toBe(origin);
    }
  }
  await app.close();
});
