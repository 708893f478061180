import { expect, test } from '@playwright/test';
import { startGateway } from '../testing/start-gateway.ts';
import { authorization, location, logIn, Visitor } from '../testing/visitor.ts';

const citizen = { person: 'citizen', level: 'high' };
const other = { person: 'other-citizen', level: 'high' };
const at = (clientId: string) => `https://${clientId}.verdikjede.test`;
const client = (clientId: string, rest: object = {}) => ({
  clientId,
  redirectUris: [`${at(clientId)}/callback`],
  postLogoutRedirectUris: [`${at(clientId)}/`],
  ...rest,
});
const asking = (clientId: string) =>
  authorization({ client_id: clientId, redirect_uri: `${at(clientId)}/callback` });
const letsIn = async (visitor: Visitor, clientId: string): Promise<boolean> =>
  new URL(location(await visitor.get(asking(clientId).path)), 'https://here.test').searchParams.has('code');
const logOut = async (visitor: Visitor, clientId: string): Promise<string> => {
  const form = { client_id: clientId, post_logout_redirect_uri: `${at(clientId)}/` };
  return location(await visitor.post('/logout', form));
};

for (const [isolatedSession, what] of [
  [true, 'a client with an isolated session and those who share theirs do not let each other in'],
  [false, 'without it they do: the control'],
] as const) {
  test(what, async () => {
    const clients = [client('first'), client('second'), client('apart', { isolatedSession })];
    await using gateway = await startGateway({ clients });
    const byShared = new Visitor(gateway.address);
    await logIn(byShared, asking('first'), citizen);
    expect(await letsIn(byShared, 'second')).toBe(true);
    expect(await letsIn(byShared, 'apart')).toBe(!isolatedSession);

    const byOwn = new Visitor(gateway.address);
    await logIn(byOwn, asking('apart'), citizen);
    expect(await letsIn(byOwn, 'apart')).toBe(true);
    expect(await letsIn(byOwn, 'first')).toBe(!isolatedSession);
  });
}

test('two people can be logged in beside each other, and each logout ends its own session alone', async () => {
  const clients = [client('first'), client('apart', { isolatedSession: true })];
  await using gateway = await startGateway({ clients });
  const visitor = new Visitor(gateway.address);
  await logIn(visitor, asking('first'), citizen);
  await logIn(visitor, asking('apart'), other);
  for (const clientId of ['first', 'apart']) expect(await letsIn(visitor, clientId)).toBe(true);
  expect(await logOut(visitor, 'apart')).toBe(`${at('apart')}/`);
  expect(await letsIn(visitor, 'apart')).toBe(false);
  expect(await letsIn(visitor, 'first')).toBe(true);
  await logIn(visitor, asking('apart'), other);
  expect(await logOut(visitor, 'first')).toBe(`${at('first')}/`);
  expect(await letsIn(visitor, 'first')).toBe(false);
  expect(await letsIn(visitor, 'apart')).toBe(true);
});
