import type { Environment } from '#harness/environment/environment.ts';
import { localOnFreePorts } from '#harness/participants/local-on-free-ports.ts';
import { addressRegisterApi, messageExchangeApi } from '#mocks/kit/helse-id/nhn-apis.ts';

/** A client of ID-porten with a secret, and a public one. No address of theirs is ever requested. */
export const idPortenClients = {
  confidential: {
    clientId: 'python-client',
    clientSecret: 'local-secret-python-client',
    redirectUris: ['https://client.verdikjede.test/callback'],
    postLogoutRedirectUris: ['https://client.verdikjede.test/logged-out'],
  },
  public: { clientId: 'verdikjede', redirectUris: ['https://harness.verdikjede.test/callback'] },
} as const;

/** A scope of the exchange's API that opens nothing there. */
export const otherScope = 'nhn:msh/other';

/** The mocks of the local environment alone, on ports of their own, with the clients that the contract is tried with. */
export async function clientsEnvironment(): Promise<Environment> {
  const local = await localOnFreePorts();
  const absent = { as: 'absent', reason: 'Only the integrations are called.' } as const;
  const settings = {
    clients: Object.values(idPortenClients),
    helseId: {
      apis: [
        { audience: messageExchangeApi.audience, scopes: [messageExchangeApi.scope, otherScope] },
        { audience: addressRegisterApi.audience, scopes: [addressRegisterApi.scope] },
      ],
    },
  };
  return {
    ...local,
    participants: {
      ...local.participants,
      'id-gateway': { as: 'mock', settings },
      'hospital-records': absent,
      'citizen-portal': absent,
    },
  };
}
